package dev.nightmask.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Counts what CONTRIBUTING.md promises: how long files and methods are, how many parameters, how much is public.
class HouseStyleTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<Measured> METHODS = new ArrayList<>();
    private static final List<Measured> FILES = new ArrayList<>();
    private static int types;
    private static int publicTypes;

    private record Measured(String name, long lines, int parameters) {}

    @BeforeAll
    static void measure() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
        for (Path source : sources) {
            FILES.add(new Measured(
                    ROOT.relativize(source).toString(),
                    Files.readAllLines(source).size(),
                    0));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            Iterable<? extends CompilationUnitTree> units = task.parse();
            units.forEach(unit -> new Counter(unit, Trees.instance(task)).scan(unit, null));
        }
        assertTrue(METHODS.size() > 100, "the sources were not found");
    }

    @Test
    void noFileIsLongerThan300Lines() {
        assertEquals(List.of(), longer(FILES, 300));
    }

    @Test
    void noMethodIsLongerThan40Lines() {
        assertEquals(List.of(), longer(METHODS, 40));
    }

    @Test
    void noMethodTakesMoreThanSixParameters() {
        assertEquals(List.of(), METHODS.stream().filter(m -> m.parameters() > 6).toList());
    }

    @Test
    void nineInTenFilesAreUnder200LinesAndMethodsUnder17() {
        assertTrue(
                longer(FILES, 200).size() <= FILES.size() / 10,
                () -> longer(FILES, 200).toString());
        assertTrue(
                longer(METHODS, 17).size() <= METHODS.size() / 10,
                () -> longer(METHODS, 17).toString());
    }

    @Test
    void atMostFourInTenTypesArePublic() {
        assertTrue(publicTypes * 10 <= types * 4, publicTypes + " of " + types + " types are public");
    }

    private static List<Measured> longer(List<Measured> all, int lines) {
        return all.stream().filter(measured -> measured.lines() > lines).toList();
    }

    private static final class Counter extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;

        Counter(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getBody() != null && method.getReturnType() != null) {
                String file =
                        ROOT.relativize(Path.of(unit.getSourceFile().toUri())).toString();
                METHODS.add(new Measured(
                        file + "#" + method.getName(),
                        lines(method),
                        method.getParameters().size()));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            types++;
            if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                publicTypes++;
            }
            return super.visitClass(type, null);
        }

        private long lines(MethodTree method) {
            var positions = trees.getSourcePositions();
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method)) - first + 1;
        }
    }
}
