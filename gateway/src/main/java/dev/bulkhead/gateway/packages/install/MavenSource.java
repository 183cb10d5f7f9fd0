package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** The only class that knows Maven's resolver; nothing else than an installation by coordinates loads it. */
final class MavenSource {
    private static final String JAR = "jar";
    private static final String RUNTIME = "runtime";
    /** What is there when a module runs. */
    private static final Set<String> SCOPES = Set.of("compile", RUNTIME);

    /** What every module finds in its process. */
    private static final Set<String> SHARED = Set.of("dev.bulkhead:module-api", "org.slf4j:slf4j-api");

    private final Path localRepository;
    private final List<String> urls;
    private final Set<String> unverified = new ConcurrentSkipListSet<>();

    /**
     * Prepares.
     *
     * @param localRepository where Maven keeps what it has
     * @param urls other repositories to ask; without any, nothing is asked of the network
     */
    MavenSource(Path localRepository, List<String> urls) {
        this.localRepository = localRepository;
        this.urls = List.copyOf(urls);
    }

    /** {@return the file of an artifact, and of a jar what it needs when it runs} */
    Fetched find(String coordinates) throws PackageException {
        RepositorySystem system = new RepositorySystemSupplier().get();
        // "simple": what Maven fetched once is good, wherever from, also where there is no network.
        RepositorySystemSession.SessionBuilder builder = new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositories(new LocalRepository(localRepository, "simple"))
                .setOffline(urls.isEmpty())
                .setTransferListener(new AbstractTransferListener() {
                    @Override
                    public void transferCorrupted(TransferEvent event) {
                        String name = event.getResource().getResourceName();
                        unverified.add(name.substring(name.lastIndexOf('/') + 1));
                    }
                })
                .setSystemProperties(System.getProperties());
        try (RepositorySystemSession.CloseableSession session = builder.build()) {
            Artifact artifact = new DefaultArtifact(coordinates);
            List<RemoteRepository> remote = system.newResolutionRepositories(session, repositories());
            Artifact found = system.resolveArtifact(session, new ArtifactRequest(artifact, remote, null))
                    .getArtifact();
            Map<String, Path> libraries =
                    JAR.equals(artifact.getExtension()) ? libraries(system, session, found, remote) : Map.of();
            return new Fetched(found.getPath(), found.getPath().getFileName().toString(), "", libraries);
        } catch (ArtifactResolutionException | DependencyResolutionException e) {
            throw new PackageException(
                    e.getMessage() + "; looked in " + localRepository
                            + (urls.isEmpty()
                                    ? " only; other repositories are asked with --repository URL"
                                    : " and " + String.join(", ", urls)),
                    e);
        } catch (IllegalArgumentException e) {
            throw new PackageException("\"" + coordinates + "\" are no coordinates: " + e.getMessage(), e);
        } finally {
            system.shutdown();
        }
    }

    /** {@return the files that no checksum of their repository's proved, as it has none or another} */
    Set<String> unverified() {
        return Set.copyOf(unverified);
    }

    private List<RemoteRepository> repositories() {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (String url : urls) {
            repositories.add(
                    new RemoteRepository.Builder("repository-" + (repositories.size() + 1), "default", url).build());
        }
        return repositories;
    }

    private static Map<String, Path> libraries(
            RepositorySystem system, RepositorySystemSession session, Artifact root, List<RemoteRepository> remote)
            throws DependencyResolutionException {
        CollectRequest collect = new CollectRequest(new Dependency(root, RUNTIME), remote);
        DependencyRequest request = new DependencyRequest(
                collect,
                (node, parents) -> node.getDependency() == null
                        || SCOPES.contains(node.getDependency().getScope()));
        Map<String, Path> libraries = new TreeMap<>();
        for (ArtifactResult result :
                system.resolveDependencies(session, request).getArtifactResults()) {
            Artifact each = result.getArtifact();
            String name = each.getGroupId() + ":" + each.getArtifactId();
            boolean own = name.equals(root.getGroupId() + ":" + root.getArtifactId());
            if (!own && !SHARED.contains(name) && each.getPath() != null) {
                String file = each.getPath().getFileName().toString();
                libraries.put(libraries.containsKey(file) ? each.getGroupId() + "." + file : file, each.getPath());
            }
        }
        return libraries;
    }
}
