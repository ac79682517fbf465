package dev.holdfast.relay;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.log.WideLog;
import dev.holdfast.target.Answer;
import dev.holdfast.target.Outgoing;
import dev.holdfast.target.Target;
import java.util.Locale;

/** Tells of every attempt: one wide line and the counters. */
public final class AttemptLog {
    private final WideLog log;
    private final RelayMeters meters;

    public AttemptLog(WideLog log, RelayMeters meters) {
        this.log = log;
        this.meters = meters;
    }

    void watch(Target target, TargetRelay relay) {
        meters.watch(target, relay);
    }

    void attempt(String target, Outgoing outgoing, Answer answer, Verdict verdict) {
        boolean relayed = verdict instanceof Verdict.Relayed;
        meters.attempt(target, verdict, answer);
        if (log.wants(!relayed)) {
            Event event = outgoing.event();
            log.line("attempt")
                    .put("target", target)
                    .put("event", EventId.text(event.id()))
                    .put("source", event.source())
                    .put("type", event.item().type())
                    .put("n", outgoing.attempt())
                    .put("verdict", RelayMeters.word(verdict))
                    .put("answer", answer.kind().name().toLowerCase(Locale.ROOT))
                    .put("status", answer.status())
                    .put("error", answer.error())
                    .put("ms", answer.millis())
                    .end();
        }
    }
}
