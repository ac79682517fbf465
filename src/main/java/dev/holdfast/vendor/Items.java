package dev.holdfast.vendor;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authentic request holds: each item by the first shape that it has. What is not understood is an item too, in
 * quarantine: a vendor whose event we refused would not send it again, or would stop sending.
 */
final class Items {
    static final String QUARANTINED = "quarantined";

    /** Items of one request, or of a list's page; a body of the largest size, all of it brackets, could hold a million. */
    static final int MOST = 10_000;

    /** States that one event may tell of: each is a key. */
    private static final int MOST_TOLD = 100;

    private final Page page;
    private final String source;
    private final Reading reading;
    private final boolean daysInKeys;

    /** How a page looks at bodies. */
    private enum Reading {
        JSON,
        XML,
        NOTHING
    }

    Items(Page page, String source) {
        this.page = page;
        this.source = source;
        this.reading = reading(page);
        this.daysInKeys = (page.pull() == null || !page.pull().knowsNoDays()) && !page.signsItems();
    }

    private static Reading reading(Page page) {
        if (page.split().isXml()) {
            return Reading.XML;
        }
        return !page.split().paths().isEmpty() || PageUse.readsJson(page) ? Reading.JSON : Reading.NOTHING;
    }

    /** The items in the order of the body; none when the body holds nothing to store. */
    List<Item> of(Scope scope) {
        try {
            if (!page.split().when().hold(scope)) {
                return List.of(item(scope));
            }
            Node root = root(scope);
            if (page.split().paths().isEmpty() || root == null) {
                return List.of(item(scope));
            }
            List<Node> nodes = page.split().items(root);
            if (nodes.size() > MOST) {
                throw new NotUnderstood("more than " + MOST + " items");
            }
            List<Item> items = new ArrayList<>(nodes.size());
            for (Node node : nodes) {
                items.add(item(scope.at(node)));
            }
            return items;
        } catch (NotUnderstood e) {
            return List.of(quarantined(scope, e.reason()));
        }
    }

    /** The whole request as one item that nobody understood. */
    static Item quarantined(Scope scope, String reason) {
        String type = Kept.orNull(scope.itemType());
        return new Item(QUARANTINED, null, List.of(), null, null, null, type, scope.itemBytes(), reason);
    }

    private @Nullable Node root(Scope scope) throws NotUnderstood {
        if (reading == Reading.XML) {
            return scope.body().xml();
        }
        // A form says of itself that it is no JSON, and what is fetched or deleted may have no body: the page's
        // shapes say what they make of it.
        boolean bare =
                scope.body().bytes().length == 0 && !scope.request().method().equals("POST");
        return reading == Reading.JSON && !scope.body().isForm() && !bare
                ? scope.body().json()
                : null;
    }

    /** All that the scope has as one item, whatever the page splits. */
    Item one(Scope scope) {
        return item(scope);
    }

    private Item item(Scope scope) {
        try {
            for (Shape shape : page.shapes()) {
                if (shape.when().hold(scope)) {
                    return item(shape, scope);
                }
            }
            throw new NotUnderstood("none of the page's shapes");
        } catch (NotUnderstood e) {
            return quarantined(scope, e.reason());
        }
    }

    private Item item(Shape shape, Scope scope) throws NotUnderstood {
        // Without an id it is an event all the same: kept and relayed, and a repeat of it is another one.
        List<String> id = shape.id().texts(scope);
        String type = shape.type().text(scope);
        if (type == null || type.isEmpty()) {
            throw new NotUnderstood("no type");
        }
        Instant time = shape.time() == null ? clock(shape, scope) : shape.time().instant(scope);
        List<String> object = shape.object() == null ? null : shape.object().texts(scope);
        return new Item(
                Kept.text(type),
                id == null ? null : Kept.text(String.join("/", id)),
                keys(shape, scope, id, time),
                object == null ? null : Kept.text(String.join("/", object)),
                tenant(shape, scope),
                time,
                Kept.orNull(scope.itemType()),
                scope.itemBytes(),
                null);
    }

    private static @Nullable String tenant(Shape shape, Scope scope) throws NotUnderstood {
        String tenant = shape.tenant() == null ? null : shape.tenant().text(scope);
        return tenant == null || tenant.isEmpty() ? null : Kept.text(tenant);
    }

    private static @Nullable Instant clock(Shape shape, Scope scope) {
        Scope.Signed signed = scope.signed();
        return shape.clock() == Shape.Clock.TIMESTAMP && signed != null ? signed.time() : null;
    }

    private List<EventKey> keys(Shape shape, Scope scope, @Nullable List<String> id, @Nullable Instant time) {
        List<EventKey> keys = new ArrayList<>(2);
        // An id with the arrival time in it says openly that the vendor gives nothing to know a repeat by.
        if (id != null && !shape.id().holds(Place.RECEIVED)) {
            boolean stable = daysInKeys && shape.time() != null && shape.time().isContent();
            keys.add(EventKey.of(EventKey.Kind.DELIVERY, source, stable ? time : null, id, true));
        }
        if (shape.tells() != null) {
            told(shape.tells(), scope).forEach(one -> state(keys, shape, one, shape.object()));
        } else {
            state(keys, shape, scope, shape.object());
        }
        return keys;
    }

    private void state(List<EventKey> keys, Shape shape, Scope scope, @Nullable Key key) {
        List<String> object = key == null ? null : key.texts(scope);
        EventKey state =
                object == null || shape.version() == null ? null : StateKey.of(source, shape.version(), scope, object);
        if (state != null) {
            keys.add(state);
        }
    }

    /** The things that one event tells of; one with more than anybody would list tells of none. */
    private static List<Scope> told(Pointer things, Scope scope) {
        Node body = scope.root(Place.BODY);
        List<Scope> told = new ArrayList<>();
        if (body != null) {
            things.walk(body, new Pointer.Walk() {
                @Override
                public void found(Node node) {
                    told.add(scope.at(node));
                }

                @Override
                public void brokenOff(Node last) {}
            });
        }
        return told.size() > MOST_TOLD ? List.of() : told;
    }
}
