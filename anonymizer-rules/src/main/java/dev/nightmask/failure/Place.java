package dev.nightmask.failure;

import java.util.List;

/// Where something went wrong: names and positions only. There is no variant that could hold a field of a
/// row, a password, a key or a link, so no message can carry one.
public sealed interface Place {

    /// The place in one phrase, as it stands in a message.
    String describe();

    /// No place of its own: the failure's name says all.
    record Nowhere() implements Place {
        @Override
        public String describe() {
            return "";
        }
    }

    /// A position in a text file; line and column count from 1, 0 where there is none.
    record FilePosition(String file, int line, int column) implements Place {
        @Override
        public String describe() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }
    }

    /// A name at a position of a text file, for example the key of a rule.
    record NameInFile(FilePosition position, String name) implements Place {
        @Override
        public String describe() {
            return position.describe() + ": " + name;
        }
    }

    /// A name at a position of a text file, and what would be right there or what it clashes with. The name
    /// may be empty.
    record HintInFile(FilePosition position, String name, String hint) implements Place {
        @Override
        public String describe() {
            return position.describe() + (name.isEmpty() ? "" : ": " + name) + " (" + hint + ")";
        }
    }

    /// A table.
    record Table(String schema, String table) implements Place {
        @Override
        public String describe() {
            return schema + "." + table;
        }
    }

    /// A column of a table.
    record Column(String schema, String table, String column) implements Place {
        @Override
        public String describe() {
            return schema + "." + table + "." + column;
        }
    }

    /// A column, and the type, constraint or technique that it does not go with.
    record ColumnAgainst(Column column, String against) implements Place {
        @Override
        public String describe() {
            return column.describe() + " (" + against + ")";
        }
    }

    /// A thing, and how many rows or others of it are concerned; 0 where a number says nothing.
    record Found(String object, long count) implements Place {
        @Override
        public String describe() {
            return count == 0 ? object : object + " (" + count + ")";
        }
    }

    /// An offset in an archive, in bytes from its start.
    record ArchiveOffset(long offset) implements Place {
        @Override
        public String describe() {
            return "byte " + offset;
        }
    }

    /// An entry of an archive's table of contents.
    record TocEntry(int dumpId, String desc) implements Place {
        @Override
        public String describe() {
            return "entry " + dumpId + " (" + desc + ")";
        }
    }

    /// A database on a server. `host` is a host name, an address or the directory of a socket.
    record Database(String host, int port, String name) implements Place {
        @Override
        public String describe() {
            return name + " on " + host + ":" + port;
        }
    }

    /// A statement that the server refused: its SQLSTATE and the object it was about, both as PostgreSQL
    /// names them. The server's message is not kept: it quotes values.
    record Sql(String sqlState, String object) implements Place {
        @Override
        public String describe() {
            return "SQLSTATE " + sqlState + (object.isEmpty() ? "" : " at " + object);
        }
    }

    /// A program and the version it has against the one that is needed, either empty when unknown.
    record Program(String name, String found, String needed) implements Place {
        @Override
        public String describe() {
            String has = found.isEmpty() ? name : name + " " + found;
            return needed.isEmpty() ? has : has + ", needs " + needed;
        }
    }

    /// An object of a store. `key` is empty when the store as a whole is meant.
    record Stored(String store, String key) implements Place {
        @Override
        public String describe() {
            return key.isEmpty() ? store : store + "/" + key;
        }
    }

    /// A snapshot by its id.
    record Snapshot(String id) implements Place {
        @Override
        public String describe() {
            return "snapshot " + id;
        }
    }

    /// A request to a service, for example `ecs RunTask`, with the code of its answer; empty when there was none.
    record Request(String service, String operation, String code) implements Place {
        @Override
        public String describe() {
            return service + " " + operation + (code.isEmpty() ? "" : " (" + code + ")");
        }
    }

    /// An option of the command line or a variable of the environment, by its name.
    record Setting(String name) implements Place {
        @Override
        public String describe() {
            return name;
        }
    }

    /// What was counted, with the names of programs that announce themselves.
    record Seen(long count, List<String> names) implements Place {
        public Seen {
            names = List.copyOf(names);
        }

        @Override
        public String describe() {
            return names.isEmpty() ? Long.toString(count) : count + " (" + String.join(", ", names) + ")";
        }
    }
}
