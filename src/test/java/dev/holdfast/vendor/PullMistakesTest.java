package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a page's pull is told with its key, and nothing beside it. */
class PullMistakesTest {
    private static List<String> mistakes(String page) {
        return assertThrows(Misconfigured.class, () -> Vendor.read("rich", "rich.yaml", page)).mistakes().stream()
                .map(mistake -> mistake.key().replaceFirst("^pull\\.", "") + ": " + mistake.fault())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull:\n|pull:\n  oops: 1\n|oops",
                "{ scheme: bearer,|{ oops: 1, scheme: bearer,|auth[0].oops",
                "{ scheme: header,|{ oops: 1, scheme: header,|auth[1].oops",
                "{ scheme: basic, user: credential|{ oops: 1, scheme: basic, user: credential|auth[2].oops",
                "{ scheme: oauth2,|{ oops: 1, scheme: oauth2,|auth[4].oops",
                "{ when: { status|{ oops: 1, when: { status|errors[0].oops",
                "    events:\n|    events:\n      oops: 1\n|lists.events.oops",
                "{ format: iso, from|{ oops: 1, format: iso, from|lists.events.window.oops",
                "{ style: cursor,|{ oops: 1, style: cursor,|lists.events.page.oops",
                "{ items: 1000,|{ oops: 1, items: 1000,|lists.events.cap.oops",
                "{ body: item:/payload,|{ oops: 1, body: item:/payload,|lists.events.delivery.oops",
                "{ by: |{ oops: 1, by: |lists.records.scan.oops",
                "{ style: number,|{ oops: 1, style: number,|lists.records.page.oops",
                "{ when: { item:/deleted|{ oops: 1, when: { item:/deleted|lists.records.record[0].oops",
                "{ take: page:/p,|{ oops: 1, take: page:/p,|lists.places.position.oops",
                "{ style: window,|{ oops: 1, style: window,|budget[0].oops",
                "{ at: header:X-Reset,|{ oops: 1, at: header:X-Reset,|budget[0].reset.oops",
                "{ style: day,|{ oops: 1, style: day,|budget[1].oops",
                "{ style: bucket,|{ oops: 1, style: bucket,|budget[2].oops",
                "{ style: concurrent,|{ oops: 1, style: concurrent,|budget[3].oops",
                "{ style: day,|{ cost: page:/c, style: day,|budget[1].cost",
                "{ style: concurrent,|{ limit: page:/c, style: concurrent,|budget[3].limit",
                "{ style: number,|{ take: page:/next, style: number,|lists.records.page.take",
                "{ style: number,|{ done: page:/done, style: number,|lists.records.page.done",
                "{ by: |{ step: 1h, by: |lists.records.scan.step",
                "{ by: |{ grain: 1h, by: |lists.records.scan.grain"
            })
    void aKeyThatNobodyKnowsIsToldWhereverItStands(String change) {
        String[] parts = change.split("\\|");
        assertEquals(List.of(parts[2] + ": is no key here"), mistakes(RichPull.with(parts[0], parts[1])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://{param:account}.example.com | http://a.example.com | base-url: 'http://a.example.com' is no place of the vendor's",
                "scheme: bearer | scheme: token | auth[0].scheme: 'token' is none of them",
                "token: credential:api-key | token: api-key | auth[0].token: is no credential's name",
                "name: X-Key | name: X Key | auth[1].name: 'X Key' is no header",
                "user: credential:login | user: login | auth[2].user: is no user",
                "https://auth.example.com | http://auth.example.com | auth[4].token-url: 'http://auth.example.com/{param:account}/t' is no place of the vendor's",
                "grant: refresh-token | grant: password | auth[4].grant: 'password' is none of them",
                "client: basic | client: header | auth[4].client: 'header' is none of them",
                "rotates: true | rotates: maybe | auth[4].rotates: 'maybe' is no answer",
                "{credential:app} | {header:app} | headers.X-App: '{header:app}' looks where it may not",
                "status: [\"409\"] | from: x | errors[0].when.from: 'from' looks where it may not",
                "means: split | means: fine | errors[0].means: 'fine' is none of them",
                "`    events:` | `    Events:` | lists.Events: has no plain name",
                "GET /v1/events\\n      headers | PUT /v1/events\\n      headers | lists.events.request: is no request",
                "opt-in: true | opt-in: yes | lists.events.opt-in: 'yes' is no answer",
                "format: iso, from | format: day, from | lists.events.window.format: 'day' is none of them",
                "from: inclusive | from: none | lists.events.window.from: 'none' is none of them",
                "to: exclusive | to: end | lists.events.window.to: 'end' is none of them",
                "order: oldest-first | order: sideways | lists.events.window.order: 'sideways' is none of them",
                "grain: 1m | grain: 7m | lists.events.window.grain: is no part of a day, or finer than the format",
                "grain: 1m | grain: 0s | lists.events.window.grain: is no part of a day, or finer than the format",
                "grain: 1m | grain: 500ms | lists.events.window.grain: is no part of a day, or finer than the format",
                "step: 1h | step: 59s | lists.events.window.step: is finer than the format",
                "lookback: 30d | lookback: 30 | lists.events.window.lookback: '30' is no duration",
                "lag: 2m | lag: 2 | lists.events.window.lag: '2' is no duration",
                ", by: { at: item:/at, format: iso } }\\n      page: { style: cursor | }\\n      page: { style: cursor | lists.events.window.by: is missing",
                "take: page:/next, | take: item:/next, | lists.events.page.take: 'item:/next' looks where it may not",
                "take: page:/next, |  | lists.events.page.take: is missing",
                "style: cursor | style: scroll | lists.events.page.style: 'scroll' is none of them",
                "items: 1000 | items: 0 | lists.events.cap.items: '0' is too few",
                "total: page:/total | total: item:/total | lists.events.cap.total: 'item:/total' looks where it may not",
                "items: page:/data\\n      delivery: { body | items: header:X\\n      delivery: { body | lists.events.items: 'header:X' is nothing of the answer",
                "items: page:/data\\n      delivery: { body | items: page#x\\n      delivery: { body | lists.events.items: 'page#x' is nothing of the answer",
                "body: item:/payload, |  | lists.events.delivery.body: or item is missing",
                "body: item:/payload, | body: item, item: item, | lists.events.delivery.body: stands beside item",
                "body: item:/payload, | body: param:account, | lists.events.delivery.body: 'param:account' is nothing of the answer",
                "body: item:/payload, | body: item:/a/*, | lists.events.delivery.body: 'item:/a/*' is nothing of the answer",
                "X-Topic: item:/topic | X-Topic: page:/topic | lists.events.delivery.headers.X-Topic: 'page:/topic' looks where it may not",
                "\"{next}\" }\\n      window | \"{from}\" }\\n      window | lists.events.page: and {next} go together: where the next page is asked for",
                "first: 1 | first: 2 | lists.records.page.first: is none of them",
                "first: 1 | first: one | lists.records.page.first: 'one' is no number",
                "size: 50 | size: 0 | lists.records.page.size: '0' is too few",
                ", size: 50 |  | lists.records.page.size: or more is missing",
                "size: 50 } | size: 50, moves: true } | lists.records.page: moves only where a window comes oldest first",
                "order: newest-first | order: latest | lists.records.scan.order: 'latest' is none of them",
                "GET /v1/{each} | GET /v1/{item:/each} | lists.records.request: '/v1/{item:/each}' looks where it may not",
                "GET /v1/{each} | GET /v1/a b | lists.records.request: '/v1/a b' is no plain path",
                "GET /v1/{each} | GET /v1/../b | lists.records.request: '/v1/../b' is no plain path",
                "GET /v1/{each} | POST /v1/{each} | lists.records.request: goes with a body, and a body with POST",
                "within: 9s | within: 11s | lists.records.record[0].within: is no small number of the version's units",
                "within: 9s | within: 0s | lists.records.record[0].within: is no small number of the version's units",
                "type: text:changed | type: header:X | lists.records.record[1].type: 'header:X' looks where it may not",
                "{ object: item:/id, | { | lists.records.record[1].version: is of no object"
            })
    void whatIsWrongIsToldWithItsKey(String text, String instead, String mistake) {
        String other = instead == null ? "" : instead;
        List<String> mistakes = mistakes(RichPull.with(text.replace("\\n", "\n"), other.replace("\\n", "\n")));
        assertTrue(mistakes.contains(mistake), mistakes::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ object: item:/id, version: { at: item:/at, format: iso }, type | { type | lists.records.record[1].object: and version say by what a state is known, and id by what an operation is",
                "for-each: kinds |  | lists.records.for-each: and each go together",
                "{position} | {from} | lists.places.position: and {position} go together",
                "take: page:/p | take: each:p | lists.places.position.take: 'each:p' looks where it may not",
                "take: page:/p, more | more | lists.places.position.take: is missing",
                "lookback: 7d | lookback: 7d, first: GET /x | lists.places.position: in a path goes with first, for when there is none yet",
                "lookback: 7d | lookback: 7d, first: POST /x | lists.places.position.first: is no request",
                "lookback: 7d | lookback: 7w | lists.places.position.lookback: '7w' is no duration",
                "position: { | scan: { by: { at: item:/at, format: iso } }\\n      position: { | lists.places.window: or scan or position: there are 2",
                "within: events | within: e v | lists.places.delivery.within: 'e v' is no plain name",
                "headers: item:/headers | headers: param:account | lists.places.delivery.headers: 'param:account' is nothing of the answer",
                "delivery: { item: item, |  record: { type: text:t, id: item:/id }\\n      delivery: { item: item, | lists.places.delivery: stands beside record",
                "`{ after: \"{from|number}\" }` | `{ after: \"{from|numbr}\" }` | lists.details.json.when.after: 'numbr' is no filter",
                "json: { limit | graphql: x\\n      json: { limit | lists.details.graphql: stands beside json",
                "json: { limit | variables: { a: b }\\n      json: { limit | lists.details.variables: are of no query",
                "to: none | to: exclusive | lists.details.window: has an end, and {to} asks for it",
                "detail: GET | detail: POST | lists.details.detail: is no request",
                "{item:/id}\\n | {page:/id}\\n | lists.details.detail: '/v1/events/{page:/id}' looks where it may not",
                "delivery: { id: item:/id, | delivery: { | lists.details.detail: goes with a delivery's id, by which a known one is not asked for",
                "`      detail: GET /v1/events/{item:/id}\\n` |  | lists.details.detail: is missing",
                "style: window, calls | style: hour, calls | budget[0].style: 'hour' is none of them",
                "calls: 10, | calls: 0, | budget[0].calls: '0' is too few",
                "share: 20% | share: 101% | budget[0].share: '101%' is no share",
                "per: 1s, share | per: 0s, share | budget[0].per: is no time",
                "per: 1s, share | share | budget[0].per: is missing",
                "header:X-Left | item:/x | budget[0].remaining: 'item:/x' looks where it may not",
                "format: millis-left | format: iso | budget[0].reset.format: 'iso' is none of them",
                "header:X-Reset | item:/x | budget[0].reset.at: 'item:/x' looks where it may not",
                "06:30 | 6 | budget[1].resets: '6' is no time of day",
                "size: 40 | size: forty | budget[2].size: 'forty' is no number",
                "refill: 2.5 | refill: 0 | budget[2].refill: '0' is no number",
                "refill: 2.5 | refill: -1 | budget[2].refill: '-1' is no number",
                "points: 3 | points: 0 | budget[2].points: '0' is too few"
            })
    void whatDoesNotFitTogetherIsToldToo(String text, String instead, String mistake) {
        whatIsWrongIsToldWithItsKey(text, instead, mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "object: body:/o | object: [body:/o, body:/p] | pull: records: no event has an object of as many parts, and a version of the same precision",
                "id: body:/id | id: [body:/id, body:/x] | pull: details: the delivery's id has other parts than the event's",
                "{ object: item:/id, version: { at: item:/at, format: iso }, type | { id: [item:/a, item:/b], type | pull: records: the record's id has other parts than the event's"
            })
    void whatNoPushFitsIsTold(String text, String instead, String mistake) {
        whatIsWrongIsToldWithItsKey(text, instead, mistake);
    }
}
