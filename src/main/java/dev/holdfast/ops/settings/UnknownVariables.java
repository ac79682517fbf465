package dev.holdfast.ops.settings;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Environment variables that look like ours but stand for no key. */
final class UnknownVariables {
    private static final String PREFIX = "HOLDFAST_";

    /** What Kubernetes puts into a pod for each service called holdfast or holdfast-something. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("HOLDFAST_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.*)?)?)");

    private final Set<String> known = new TreeSet<>();

    UnknownVariables(Keys keys) {
        keys.asked().forEach(key -> known.add(variable(key)));
    }

    void report(Collection<String> variables, Mistakes mistakes) {
        for (String name : new TreeSet<>(variables)) {
            if (name.startsWith(PREFIX) && !isKnown(name)) {
                mistakes.add(
                        name + " (environment)",
                        "stands for no key" + Nearest.hint(name, known),
                        "variables of known keys, as HOLDFAST_DATABASE_URL; sources, targets and routes are first named in a file");
            }
        }
    }

    private boolean isKnown(String name) {
        return known.contains(name) || SERVICE_LINK.matcher(name).matches();
    }

    private static String variable(String key) {
        return StringUtil.replaceNonAlphanumericByUnderscores(key).toUpperCase(Locale.ROOT);
    }
}
