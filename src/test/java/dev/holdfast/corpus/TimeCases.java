package dev.holdfast.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Signed times and repeated deliveries, C65 to C73. */
final class TimeCases {
    private TimeCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        for (Scheme scheme : Scheme.values()) {
            if (scheme.isTimed()) {
                cases.addAll(windows(scheme));
                cases.addAll(formats(scheme));
            }
            cases.addAll(replays(scheme));
        }
        return cases;
    }

    private static List<HostileCase> windows(Scheme scheme) {
        return List.of(
                at("C65", scheme, -305, 401),
                at("C65", scheme, 305, 401),
                at("C65", scheme, -290, 200),
                at("C65", scheme, 290, 200),
                at("C69", scheme, -86_400, 401),
                at("C66", scheme, -1_700_000_000, 401));
    }

    private static HostileCase at(String id, Scheme scheme, long offset, int status) {
        return HostileCase.of(
                id,
                scheme + ": signed " + offset + " s from now",
                () -> scheme.signed(scheme.event(), Long.toString(Scheme.now() + offset)),
                status);
    }

    /** Each is signed rightly: only the time's own spelling is wrong. */
    private static List<HostileCase> formats(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        String now = Long.toString(Scheme.now());
        List<String> times = List.of(
                "0",
                "-1",
                "+" + now,
                "1e9",
                now + ".5",
                "0x65a0",
                "1".repeat(400),
                Long.toString(Long.MAX_VALUE),
                Long.toString(Long.MIN_VALUE),
                now + "000",
                "",
                "now",
                "0" + now,
                now + "L",
                now.replace("1", "\u00b9"));
        for (String time : times) {
            cases.add(HostileCase.of(
                            "C66",
                            scheme + ": time '" + (time.length() > 30 ? "long" : time) + "'",
                            () -> scheme.signed(scheme.event(), time),
                            400,
                            401)
                    .rows(0));
        }
        return cases;
    }

    private static List<HostileCase> replays(Scheme scheme) {
        return List.of(
                HostileCase.ofSteps("C68", scheme + ": the same request again", () -> twice(scheme), 200)
                        .replies(2)
                        .rows(1),
                HostileCase.ofSteps("C70", scheme + ": the same id with another body", () -> otherBody(scheme), 200)
                        .replies(2)
                        .rows(1),
                HostileCase.ofSteps("C72", scheme + ": ids that differ by case", () -> otherCase(scheme), 200)
                        .replies(2)
                        .rows(2));
    }

    private static List<Step> twice(Scheme scheme) {
        byte[] request = scheme.valid().keepAlive().bytes();
        return List.of(Step.send(request), Step.send(request));
    }

    private static List<Step> otherBody(Scheme scheme) {
        String id = "evt_" + UUID.randomUUID();
        byte[] first = scheme.event(id);
        return pair(scheme, first, id, Mac256.join(" ", first), id);
    }

    private static List<Step> otherCase(Scheme scheme) {
        String id = "evt_abc" + UUID.randomUUID();
        String upper = id.replace("abc", "ABC");
        return pair(scheme, scheme.event(id), id, scheme.event(upper), upper);
    }

    /** Two deliveries, their ids in the body or in the header, wherever the vendor has them. */
    private static List<Step> pair(Scheme scheme, byte[] first, String firstId, byte[] second, String secondId) {
        String now = Long.toString(Scheme.now());
        return List.of(
                Step.send(scheme.signed(first, now, scheme.key(), firstId)
                        .keepAlive()
                        .bytes()),
                Step.send(scheme.signed(second, now, scheme.key(), secondId)
                        .keepAlive()
                        .bytes()));
    }
}
