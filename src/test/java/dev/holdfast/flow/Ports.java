package dev.holdfast.flow;

import dev.holdfast.process.FreePorts;

/** Ports that are free now, remembered by name for the life of the JVM: the service's configuration and the test must agree. */
final class Ports {
    private Ports() {}

    static synchronized int of(String name) {
        String key = "dev.holdfast.test.port." + name;
        String known = System.getProperty(key);
        if (known == null) {
            known = Integer.toString(FreePorts.next());
            System.setProperty(key, known);
        }
        return Integer.parseInt(known);
    }
}
