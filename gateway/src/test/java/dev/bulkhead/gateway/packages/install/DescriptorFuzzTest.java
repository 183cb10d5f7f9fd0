package dev.bulkhead.gateway.packages.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.PackageException;
import java.nio.charset.StandardCharsets;

/** What a package says of itself, from any text. */
class DescriptorFuzzTest {
    @FuzzTest
    void shouldReadADescriptorOrRefuseIt(byte[] bytes) throws PackageException {
        Descriptor read;
        try {
            read = DescriptorJson.read(new String(bytes, StandardCharsets.UTF_8), "package.json");
        } catch (PackageException e) {
            assertThat(e.getMessage()).startsWith("package.json: ");
            return;
        }
        assertThat(DescriptorJson.tree(DescriptorJson.read(DescriptorJson.write(read), "again")))
                .isEqualTo(DescriptorJson.tree(read));
    }
}
