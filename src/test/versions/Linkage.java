import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.FieldVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;

/**
 * Whether every class, method and field that a jar of Tare names is there on this class path, called by a test or not:
 * {@code Linkage JAR}. What code asks for before it uses it stands in {@code ASKED_FOR}.
 */
public final class Linkage {
    /** Spark 4.0 has no cache of models. */
    private static final Set<String> ASKED_FOR = Set.of("org/apache/spark/ml/util/ReadWriteUtils");

    private static final Map<String, Optional<Type>> TYPES = new HashMap<>();

    private final Set<String> missing = new TreeSet<>();

    private record Type(Set<String> members, List<String> parents) {}

    public static void main(String[] arguments) throws IOException {
        Linkage linkage = new Linkage();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().matches("org/tare/(?!shaded/).*[.]class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        linkage.check(new ClassReader(in));
                    }
                }
            }
        }
        linkage.missing.forEach(System.err::println);
        System.exit(linkage.missing.isEmpty() ? 0 : 1);
    }

    private void check(ClassReader type) {
        String user = type.getClassName();
        type.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new Uses(user + "." + name);
                    }
                },
                ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }

    private final class Uses extends MethodVisitor {
        private final String user;

        Uses(String user) {
            super(Opcodes.ASM9);
            this.user = user;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            require(user, owner, name + descriptor);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            require(user, owner, name + descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle method, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    require(user, handle.getOwner(), handle.getName() + handle.getDesc());
                }
            }
        }
    }

    private void require(String user, String owner, String member) {
        // Signature-polymorphic methods of the JDK have any descriptor; its own classes are there.
        if (owner.startsWith("[") || owner.startsWith("java/") || ASKED_FOR.contains(owner)) {
            return;
        }
        if (!has(owner, member)) {
            missing.add(user + " needs " + owner + "." + member);
        }
    }

    private static boolean has(String owner, String member) {
        Optional<Type> type = type(owner);
        return type.isPresent()
                && (type.get().members().contains(member)
                        || type.get().parents().stream().anyMatch(parent -> has(parent, member)));
    }

    private static Optional<Type> type(String name) {
        Optional<Type> known = TYPES.get(name);
        if (known == null) {
            known = read(name);
            TYPES.put(name, known);
        }
        return known;
    }

    private static Optional<Type> read(String name) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ClassReader reader = new ClassReader(in);
            Set<String> members = new HashSet<>();
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String method, String descriptor, String signature, String[] exceptions) {
                            members.add(method + descriptor);
                            return null;
                        }

                        @Override
                        public FieldVisitor visitField(
                                int access, String field, String descriptor, String signature, Object value) {
                            members.add(field + descriptor);
                            return null;
                        }
                    },
                    ClassReader.SKIP_CODE);
            List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
            if (reader.getSuperName() != null) {
                parents.add(reader.getSuperName());
            }
            return Optional.of(new Type(members, parents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
