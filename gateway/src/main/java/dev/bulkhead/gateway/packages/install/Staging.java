package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.Installed;
import dev.bulkhead.packages.JarDescriptor;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.ZipBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one package ready in a folder of its own: fetches it, proves it, unpacks it, and asks what it says of itself. */
final class Staging {
    /** What is ready, and where. */
    record Staged(Path folder, Installed installed) {}

    /** What becomes of what is ready. */
    interface Next<T> {
        T with(Staged staged) throws PackageException, IOException;
    }

    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(10);

    private static final String SNAPSHOT = "source";
    private static final String CONTENT = "content";

    private final InstallRequest request;
    private final Path snapshot;
    private final Path folder;
    private final Progress progress;
    private final Clock clock;

    Staging(InstallRequest request, Path stage, Progress progress, Clock clock) throws IOException {
        this.request = request;
        this.progress = progress;
        this.clock = clock;
        snapshot = stage.resolve(SNAPSHOT);
        folder = Files.createDirectory(stage.resolve(CONTENT));
    }

    /** {@return a text that names the source in place of what it was on its way} */
    static String inWordsOf(InstallRequest request, Path stage, String text) {
        return text.replace(stage.resolve(SNAPSHOT).toString(), request.source())
                .replace(stage.resolve(CONTENT) + "/", "");
    }

    /** {@return what comes of the package that is ready} */
    <T> T prepare(Next<T> next) throws PackageException, IOException {
        progress.step("looking for " + request.source());
        Fetched fetched = Sources.find(request, progress);
        Minisign.@Nullable Signer signer = null;
        Descriptor descriptor;
        if (Files.isDirectory(fetched.place())) {
            refuseToTrustAFolder();
            progress.step("copying " + fetched.place());
            Unpacking.folder(fetched.place(), new Room(folder));
            descriptor = new Content(folder).descriptor();
        } else {
            signer = takeFile(fetched);
            descriptor = unpack(fetched);
        }
        for (Map.Entry<String, Path> library : fetched.libraries().entrySet()) {
            addLibrary(library.getKey(), library.getValue());
        }
        Promises.require(descriptor, folder);
        new Content(folder).keepNatives(descriptor, request.platform());
        progress.step("computing the sums of the files");
        Installed installed = new Installed(
                descriptor,
                request.source(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Sums.ofAll(folder),
                signer == null ? null : signer.key(),
                signer == null ? null : signer.comment());
        return next.with(new Staged(folder, installed));
    }

    private void refuseToTrustAFolder() throws PackageException {
        String remedy = "; make a zip of it, and name that";
        if (request.sha256() != null) {
            throw new PackageException("a folder has no SHA-256" + remedy);
        }
        if (!request.keys().isEmpty()) {
            throw new PackageException(
                    "a folder cannot be signed, and gateway.packages.keys asks for signatures" + remedy);
        }
    }

    /** What is proven from here on is this copy, whatever happens to the source. */
    private Minisign.@Nullable Signer takeFile(Fetched fetched) throws PackageException, IOException {
        progress.step("copying " + fetched.place());
        String sum;
        try (OutputStream out = Files.newOutputStream(snapshot, StandardOpenOption.CREATE_NEW)) {
            sum = Sums.copied(fetched.place(), out, Room.MAX_BYTES);
        }
        requireSum(sum, fetched.sha256(), "its image says");
        requireSum(sum, request.sha256() == null ? "" : request.sha256(), "it must be");
        if (request.keys().isEmpty()) {
            if (request.signature() != null) {
                throw new PackageException(
                        "there is no key to prove the signature with; name one in gateway.packages.keys");
            }
            return null;
        }
        if (!fetched.libraries().isEmpty()) {
            throw new PackageException("only " + fetched.name() + " is signed, and not the jars that it needs ("
                    + String.join(", ", fetched.libraries().keySet())
                    + "); have the maker hand out one signed zip or jar with all of them");
        }
        progress.step("proving the signature");
        Path signature = request.signature() == null
                ? fetched.place().resolveSibling(fetched.place().getFileName() + ".minisig")
                : request.signature();
        return Minisign.read(signature).require(snapshot, request.keys(), fetched.name());
    }

    private static void requireSum(String sum, String wanted, String who) throws PackageException {
        if (!wanted.isEmpty() && !sum.equals(wanted)) {
            throw new PackageException("its SHA-256 is " + sum + ", but " + who + " " + wanted);
        }
    }

    private Descriptor unpack(Fetched fetched) throws PackageException, IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(snapshot)) {
            start = in.readNBytes(4);
        }
        if (Content.isProgram(start)) {
            return program(plainName(fetched.name(), "program"));
        }
        if (!Content.isZip(start)) {
            throw new PackageException(
                    fetched.name() + " is neither a jar, nor a zip, nor a program: it begins like none of them");
        }
        ZipBounds.require(snapshot);
        if (JarDescriptor.read(snapshot).isPresent()) {
            String name = plainName(fetched.name(), "package.jar");
            keepAs(name.endsWith(".jar") ? name : name + ".jar");
        } else {
            progress.step("unpacking " + fetched.name());
            Unpacking.zip(snapshot, new Room(folder));
        }
        return new Content(folder).descriptor();
    }

    private Descriptor program(String name) throws PackageException, IOException {
        Path program = keepAs(name);
        Room.makeExecutable(program);
        progress.step("asking " + name + " what it can do");
        return new Capabilities(PROGRAM_LIMIT).ask(program);
    }

    private Path keepAs(String name) throws IOException {
        return Files.move(snapshot, folder.resolve(name));
    }

    private static String plainName(String name, String otherwise) {
        boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,200}") && !name.equals(Installed.FILE);
        return plain ? name : otherwise;
    }

    private void addLibrary(String name, Path jar) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        Files.copy(jar, libraries.resolve(plainName(name, "library-" + name.hashCode() + ".jar")));
    }
}
