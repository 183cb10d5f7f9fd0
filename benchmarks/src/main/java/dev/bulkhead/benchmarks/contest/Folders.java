package dev.bulkhead.benchmarks.contest;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes folders. */
final class Folders {
    private Folders() {}

    /** Deletes what can be deleted; what vanishes meanwhile, because somebody else deletes it too, does not matter. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deleting());
        } catch (IOException e) {
            throw new IllegalStateException("the visitor does not throw", e);
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return delete(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return delete(folder);
        }

        private static FileVisitResult delete(Path path) {
            File file = path.toFile();
            boolean unused = file.delete();
            return FileVisitResult.CONTINUE;
        }
    }
}
