package dev.holdfast.vendor;

import dev.holdfast.event.EventKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of an object in a state, the same by push and by pull: its day is the version's, where that is a time. */
final class StateKey {
    private StateKey() {}

    /** The key; null when there is no version. */
    static @Nullable EventKey of(String source, Shape.Version version, Sight sight, List<String> object) {
        Moment moment = version.moment();
        Instant instant = moment == null ? null : moment.instant(sight);
        if (moment != null && instant != null) {
            return of(source, object, moment.inKey(instant), moment.isContent() ? instant : null);
        }
        String state = version.text() == null ? null : version.text().text(sight);
        return state == null ? null : of(source, object, state, null);
    }

    static EventKey of(String source, Moment moment, Instant instant, List<String> object) {
        return of(source, object, moment.inKey(instant), moment.isContent() ? instant : null);
    }

    private static EventKey of(String source, List<String> object, String state, @Nullable Instant day) {
        List<String> parts = new ArrayList<>(object);
        parts.add(state);
        return EventKey.of(EventKey.Kind.STATE, source, day, parts, false);
    }
}
