package dev.holdfast.vendor;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a value or template is for, which says what it may look at. */
enum Use {
    /** The bytes that a signature covers. */
    SIGNED(EnumSet.of(
            Place.HEADER,
            Place.QUERY,
            Place.FORM,
            Place.BODY,
            Place.ITEM,
            Place.PARAM,
            Place.TIMESTAMP,
            Place.URL,
            Place.METHOD)),
    /** The same for {@code digest}, which has no key but the secret in its text. */
    DIGESTED(EnumSet.of(
            Place.HEADER,
            Place.QUERY,
            Place.FORM,
            Place.BODY,
            Place.ITEM,
            Place.PARAM,
            Place.TIMESTAMP,
            Place.URL,
            Place.METHOD,
            Place.SECRET)),
    /** What an event is and is known by. */
    EVENT(EnumSet.of(
            Place.HEADER,
            Place.QUERY,
            Place.FORM,
            Place.BODY,
            Place.ITEM,
            Place.UP,
            Place.XML,
            Place.PARAM,
            Place.TEXT,
            Place.TIMESTAMP,
            Place.RECEIVED)),
    /** What a request says: conditions, requirements, signatures, answers to handshakes. */
    REQUEST(EnumSet.of(
            Place.HEADER, Place.QUERY, Place.FORM, Place.BODY, Place.ITEM, Place.UP, Place.XML, Place.PARAM)),
    /** The time that a signature covers. */
    SIGNED_TIME(EnumSet.of(Place.HEADER, Place.QUERY, Place.FORM, Place.BODY, Place.ITEM, Place.XML, Place.CLAIM)),
    /** The URL of a pull: it is logged, so nothing secret goes there. */
    ASKED(EnumSet.of(Place.PARAM, Place.EACH, Place.FROM, Place.TO, Place.NEXT, Place.POSITION, Place.BRANCH)),
    /** Headers and body of a pull. */
    ASKED_INSIDE(EnumSet.of(
            Place.PARAM, Place.EACH, Place.FROM, Place.TO, Place.NEXT, Place.POSITION, Place.BRANCH, Place.CREDENTIAL)),
    /** The URL that asks for one item. */
    ASKED_DETAIL(EnumSet.of(Place.PARAM, Place.EACH, Place.ITEM)),
    /** What a pull was answered, as a whole. */
    ANSWERED(EnumSet.of(Place.HEADER, Place.PAGE, Place.LAST, Place.LINK, Place.STATUS)),
    /** What an item of a list is and is known by. */
    LISTED(EnumSet.of(Place.ITEM, Place.PARAM, Place.EACH, Place.TEXT)),
    /** What was delivered, out of a list's item and what was answered when it was asked for. */
    DETAILED(EnumSet.of(Place.ITEM, Place.DETAIL, Place.PARAM, Place.EACH, Place.TEXT));

    /** Never changed after the start. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Place> places;

    Use(Set<Place> places) {
        this.places = places;
    }

    Value value(String text) throws Fault {
        return checked(Value.parse(text), text);
    }

    Template template(String text) throws Fault {
        Template template = Template.parse(text);
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Slot slot) {
                Value value = checked(slot.value(), text);
                if (value.path().isMany() || value.isNumbered()) {
                    throw new Fault(
                            "'" + text + "' stands for several texts", "one text; * is for signatures and split");
                }
            }
        }
        return template;
    }

    private Value checked(Value value, String text) throws Fault {
        if (!places.contains(value.place())) {
            throw new Fault(
                    "'" + text + "' looks where it may not",
                    "here: " + places.stream().map(Words::of).sorted().collect(Collectors.joining(", ")));
        }
        if (value.isNamedBySource() && !isOfRequests()) {
            throw new Fault("'" + text + "' is no header of a request's", "header:Name");
        }
        return value;
    }

    private boolean isOfRequests() {
        return places.contains(Place.QUERY);
    }
}
