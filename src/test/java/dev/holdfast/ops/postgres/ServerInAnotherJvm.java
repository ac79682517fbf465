package dev.holdfast.ops.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** An embedded server in a JVM of its own, to be killed. */
final class ServerInAnotherJvm implements AutoCloseable {
    private final Process process;
    private final String address;

    private ServerInAnotherJvm(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static ServerInAnotherJvm start(Path directory, Path programs) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerInAnotherJvm.class.getName(),
                        directory.toString(),
                        programs.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("running ")) {
                return new ServerInAnotherJvm(process, line.substring(8));
            }
        }
        throw new IOException("the other JVM ended without a server");
    }

    String jdbcUrl() {
        return address;
    }

    /** SIGKILL: no hook of the JVM runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String... args) throws InterruptedException {
        EmbeddedServer server = EmbeddedServer.start(Path.of(args[0]), Path.of(args[1]));
        System.out.println("running " + server.address().jdbcUrl());
        Thread.currentThread().join();
    }
}
