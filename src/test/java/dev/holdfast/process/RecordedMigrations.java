package dev.holdfast.process;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The list of migrations as Quarkus wrote it down when it built the service: a generated class hands it to Flyway at the start, and
 * nobody looks into the jar. The class is changed to add a file to its list, or take one away, just before it hands it over.
 */
final class RecordedMigrations {
    private static final String CLASSES = "io/quarkus/runner/recorded";
    private static final String NAME = "FlywayProcessor$";
    private static final String HEARS_OF_THEM = "setApplicationMigrationFiles";

    private RecordedMigrations() {}

    static void add(Path generated, String file) throws IOException {
        change(generated, "add", file);
    }

    static void remove(Path generated, String file) throws IOException {
        change(generated, "remove", file);
    }

    private static void change(Path generated, String how, String file) throws IOException {
        int found = 0;
        try (FileSystem jar = FileSystems.newFileSystem(generated);
                Stream<Path> all = Files.list(jar.getPath(CLASSES))) {
            List<Path> classes = all.filter(one -> one.getFileName().toString().startsWith(NAME))
                    .toList();
            for (Path one : classes) {
                ClassReader reader = new ClassReader(Files.readAllBytes(one));
                Changed changed = new Changed(new ClassWriter(reader, ClassWriter.COMPUTE_MAXS), how, file);
                reader.accept(changed, 0);
                Files.write(one, changed.writer.toByteArray());
                found += changed.found;
            }
        }
        if (found != 1) {
            throw new IllegalStateException(
                    HEARS_OF_THEM + " is called " + found + " times in " + generated + ", not once");
        }
    }

    private static final class Changed extends ClassVisitor {
        private final ClassWriter writer;
        private final String how;
        private final String file;
        private int found;

        Changed(ClassWriter writer, String how, String file) {
            super(Opcodes.ASM9, writer);
            this.writer = writer;
            this.how = how;
            this.file = file;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int kind, String owner, String name, String type, boolean ofInterface) {
                    if (name.equals(HEARS_OF_THEM)) {
                        found++;
                        super.visitInsn(Opcodes.DUP);
                        super.visitLdcInsn(file);
                        super.visitMethodInsn(
                                Opcodes.INVOKEINTERFACE, "java/util/Collection", how, "(Ljava/lang/Object;)Z", true);
                        super.visitInsn(Opcodes.POP);
                    }
                    super.visitMethodInsn(kind, owner, name, type, ofInterface);
                }
            };
        }
    }
}
