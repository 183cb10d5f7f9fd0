package dev.bulkhead.gateway.packages.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Where Maven keeps what it has on this machine. */
final class MavenHome {
    private static final String KEY = "localRepository";

    private MavenHome() {}

    /** {@return the local repository: of the property {@code maven.repo.local}, of the user's settings, or where it is by default} */
    static Path localRepository() {
        String said = System.getProperty("maven.repo.local");
        if (said != null) {
            return Path.of(said);
        }
        Path home = Path.of(System.getProperty("user.home"), ".m2");
        String settings = fromSettings(home.resolve("settings.xml"));
        return settings.isEmpty()
                ? home.resolve("repository")
                : Path.of(settings.replace("${user.home}", System.getProperty("user.home")));
    }

    private static String fromSettings(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(KEY)) {
                    return xml.getElementText().strip();
                }
            }
            return "";
        } catch (IOException | XMLStreamException e) {
            // What Maven itself cannot read says nothing.
            return "";
        }
    }
}
