package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Ask;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pull's request is made of.
 *
 * @param row what the list is read for: columns by name, one value under the empty name; empty for a list that runs once
 * @param ask the page that is asked for; null while no list is
 * @param format how the vendor reads times; null where it reads none
 * @param item that more is asked about; null for none
 * @param credentials of the source, by name
 */
record AskSight(
        Map<String, List<String>> params,
        Map<String, String> row,
        @Nullable Ask ask,
        @Nullable TimeFormat format,
        @Nullable Node item,
        Map<String, Secret> credentials)
        implements Sight {

    /** What is the same for every request of a source. */
    static AskSight of(Map<String, List<String>> params) {
        return new AskSight(params, Map.of(), null, null, null, Map.of());
    }

    @Override
    public @Nullable String text(Place place, String name) {
        return switch (place) {
            case EACH -> row.get(name);
            case CREDENTIAL -> revealed(name);
            case FROM -> ask == null || format == null ? null : format.write(ask.from());
            case TO -> ask == null || format == null ? null : format.write(ask.to());
            case NEXT -> ask == null ? null : ask.next();
            case POSITION -> ask == null ? null : ask.position();
            case BRANCH -> ask == null ? null : ask.branch();
            default -> null;
        };
    }

    private String revealed(String name) {
        Secret secret = credentials.get(name);
        if (secret == null) {
            throw new IllegalStateException("no credential " + name);
        }
        return secret.reveal();
    }

    @Override
    public @Nullable Node root(Place place) {
        return place == Place.ITEM ? item : null;
    }

    @Override
    public byte @Nullable [] bytes(Place place) {
        return null;
    }

    @Override
    public List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> form() throws NotUnderstood {
        throw new NotUnderstood("no form");
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "AskSight" + row;
    }
}
