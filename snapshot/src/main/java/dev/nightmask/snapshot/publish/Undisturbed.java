package dev.nightmask.snapshot.publish;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Steps that are gone through to the end, for they clear up or make visible: neither an interrupt, before or
/// meanwhile, nor the failure of one of them keeps the others from being done.
public final class Undisturbed {
    private Undisturbed() {}

    /// Runs the steps in turn, on a thread that nobody interrupts, and waits for the last. The first failure is
    /// thrown, with the others as suppressed; an interrupt of the caller is seen after it.
    ///
    /// @param steps each with a deadline of its own
    public static void run(Runnable... steps) {
        FutureTask<Boolean> task = new FutureTask<>(() -> inTurn(List.of(steps)));
        Thread.ofPlatform().daemon().name("nightmask-undisturbed").start(task);
        boolean interrupted = false;
        while (!task.isDone()) {
            interrupted |= !await(task);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (task.state() == FutureTask.State.FAILED) {
            throw unchecked(task.exceptionNow());
        }
    }

    /// What a task that throws no checked exceptions has thrown.
    public static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown.getClass().getName());
        };
    }

    private static boolean inTurn(List<Runnable> steps) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                steps.get(i).run();
            } catch (RuntimeException first) {
                addFailures(first, steps.subList(i + 1, steps.size()));
                throw first;
            }
        }
        return true;
    }

    private static void addFailures(RuntimeException first, List<Runnable> steps) {
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException more) {
                first.addSuppressed(more);
            }
        }
    }

    /// False when the wait was interrupted.
    private static boolean await(FutureTask<?> task) {
        try {
            task.get();
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
