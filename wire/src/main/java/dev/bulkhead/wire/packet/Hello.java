package dev.bulkhead.wire.packet;

/**
 * The first packet of a host. Its layout stays the same in every version of the protocol.
 *
 * @param major the protocol's major version that the host speaks
 * @param minor the highest minor version of it
 * @param token the launch token
 * @param module the module that the host is there for
 * @param url where the host listens
 * @param pid the host's process on its own machine
 * @param software the host's name and version, for people
 */
public record Hello(int major, int minor, String token, String module, String url, long pid, String software) {

    public void write(PacketWriter writer) {
        writer.begin(PacketType.HELLO)
                .u16(major)
                .u16(minor)
                .text(token)
                .text(module)
                .text(url)
                .u64(pid)
                .text(software)
                .end();
    }

    /** Reads the data of the present packet. */
    public static Hello read(PacketReader reader) throws ProtocolException {
        Hello hello = new Hello(
                reader.u16(), reader.u16(), reader.text(), reader.text(), reader.text(), reader.u64(), reader.text());
        reader.requireEnd();
        return hello;
    }

    /** {@return the hello without its token} */
    @Override
    public String toString() {
        return "Hello[" + module + ", protocol " + major + "." + minor + ", " + software + ", pid " + pid + ", " + url
                + "]";
    }
}
