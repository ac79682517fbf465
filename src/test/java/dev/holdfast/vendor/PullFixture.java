package dev.holdfast.vendor;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Step;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How one list of a vendor is shown to hold.
 *
 * @param page name of the vendor's page
 * @param params of the source
 * @param credentials of the source
 * @param documented names of the query's fields that the vendor documents
 * @param api how the vendor answers
 * @param push the same change as the vendor pushes it: the request; null where the push says nothing of it
 * @param also the same change in another form of the vendor's; null where it has one
 * @param hidden answers that are errors without looking so, and what they mean
 */
record PullFixture(
        String page,
        String list,
        Map<String, Object> params,
        Map<String, Secret> credentials,
        Set<String> documented,
        PullApi api,
        Function<PullApi.Change, Request> push,
        Function<PullApi.Change, Request> also,
        Map<String, Hidden> hidden) {

    /** An answer that is an error. */
    record Hidden(PullApi.Told told, Class<? extends Step> means) {}

    static PullFixture of(String page, String list) {
        return new PullFixture(
                page, list, Map.of(), Map.of(), Set.of(), (asked, changes) -> null, null, null, Map.of());
    }

    PullFixture params(Object... namesAndValues) {
        return new PullFixture(
                page, list, PullApi.object(namesAndValues), credentials, documented, api, push, also, hidden);
    }

    PullFixture credentials(String... names) {
        Map<String, Secret> all = new LinkedHashMap<>();
        for (String name : names) {
            all.put(name, Secret.of("secret-of-" + name));
        }
        return new PullFixture(page, list, params, all, documented, api, push, also, hidden);
    }

    PullFixture documented(String... names) {
        return new PullFixture(page, list, params, credentials, Set.of(names), api, push, also, hidden);
    }

    PullFixture api(PullApi api) {
        return new PullFixture(page, list, params, credentials, documented, api, push, also, hidden);
    }

    PullFixture push(Function<PullApi.Change, Request> push) {
        return new PullFixture(page, list, params, credentials, documented, api, push, also, hidden);
    }

    PullFixture also(Function<PullApi.Change, Request> also) {
        return new PullFixture(page, list, params, credentials, documented, api, push, also, hidden);
    }

    PullFixture hidden(int status, String body, Class<? extends Step> means) {
        Map<String, Hidden> more = new LinkedHashMap<>(hidden);
        more.put(body, new Hidden(PullApi.Told.json(status, body), means));
        return new PullFixture(page, list, params, credentials, documented, api, push, also, more);
    }

    Vendor vendor() {
        return Requests.PAGES.named(page, "vendor");
    }

    /** The contract of a source that reads this list, at {@code base}; null for the vendor's own place. */
    Contract contract(URI base) {
        return Pull.open(vendor(), new PullSource("src", params, base, Set.of(list), credentials.keySet()));
    }

    String name() {
        return page + " " + list;
    }

    /** What each form of a push of the change is known by. */
    List<List<EventKey>> pushed(PullApi.Change change) {
        return Stream.of(push, also)
                .filter(Objects::nonNull)
                .map(form -> items(form.apply(change)).stream()
                        .flatMap(item -> item.keys().stream())
                        .toList())
                .toList();
    }

    /** What a push of the change is called. */
    List<String> types(PullApi.Change change) {
        return items(push.apply(change)).stream().map(Item::type).toList();
    }

    private List<Item> items(Request push) {
        Page page = vendor().page();
        Map<String, List<String>> values = new Params(page, "src", params, new ArrayList<>()).read(Set.of());
        Scope scope = new Scope(push, new Settings("src", null, values));
        return new Items(page, "src").of(scope);
    }
}
