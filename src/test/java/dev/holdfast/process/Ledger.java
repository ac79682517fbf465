package dev.holdfast.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent, what was answered and what arrived: three files that only grow, outside the service.
 *
 * <p>An event is written down as sent before its first byte goes out, and an arrival before the target answers, so the
 * ledger never knows less than the service.
 */
public final class Ledger implements AutoCloseable {
    private final Map<String, String> sent = new HashMap<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final Set<String> acked = new HashSet<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<Answered, Integer> answers = new EnumMap<>(Answered.class);
    private final BufferedWriter sentFile;
    private final BufferedWriter answeredFile;
    private final BufferedWriter arrivedFile;

    /** Three new files in a directory. */
    public Ledger(Path directory) {
        try {
            Files.createDirectories(directory);
            sentFile = Files.newBufferedWriter(directory.resolve("sent"));
            answeredFile = Files.newBufferedWriter(directory.resolve("answered"));
            arrivedFile = Files.newBufferedWriter(directory.resolve("arrived"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event is about to go out for the first time, or again. */
    public synchronized void sent(String id, byte[] body) {
        String hash = hash(body);
        sent.put(id, hash);
        sentAt.putIfAbsent(id, System.nanoTime());
        write(sentFile, id + " " + hash);
    }

    /** A post of it is over. */
    public synchronized void answered(String id, Answered answered, int status) {
        answers.merge(answered, 1, Integer::sum);
        if (answered == Answered.OK) {
            acked.add(id);
        }
        write(answeredFile, id + " " + answered + " " + status);
    }

    /** A target has it, and has not answered yet. */
    public synchronized void arrived(Arrival arrival) {
        arrivals.add(arrival);
        write(arrivedFile, arrival.toString());
    }

    /** What all this proves, as of now. */
    public synchronized Verdict verdict() {
        return Verdict.of(sent, acked, arrivals);
    }

    /** Whether everything acknowledged has been accepted by a target. */
    public boolean isDrained() {
        return verdict().lost().isEmpty();
    }

    /** From the first byte sent to the arrival, for events first sent since a moment. */
    public synchronized Latencies relayLatencies(long since) {
        Latencies latencies = new Latencies();
        for (Arrival arrival : arrivals) {
            long sent = sentAt.getOrDefault(arrival.id(), Long.MIN_VALUE);
            if (arrival.accepted() && sent >= since) {
                latencies.add(arrival.at() - sent);
            }
        }
        return latencies;
    }

    /** From the first refusal by a target to the next arrival, for events whose id begins so. */
    synchronized List<Duration> retriesAfter(String prefix) {
        Map<String, Long> refused = new HashMap<>();
        List<Duration> waits = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (arrival.id().startsWith(prefix)) {
                Long at = refused.remove(arrival.id());
                if (at != null) {
                    waits.add(Duration.ofNanos(arrival.at() - at));
                } else if (!arrival.accepted()) {
                    refused.put(arrival.id(), arrival.at());
                }
            }
        }
        return waits;
    }

    /** What has been acknowledged up to now. */
    synchronized Set<String> acked() {
        return Set.copyOf(acked);
    }

    public synchronized int ackedCount() {
        return acked.size();
    }

    public synchronized int arrivedCount() {
        return arrivals.size();
    }

    /** How many posts ended how. */
    public synchronized Map<Answered, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(BufferedWriter file, String line) {
        try {
            file.write(line);
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            sentFile.close();
            answeredFile.close();
            arrivedFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
