/**
 * The first five minutes: with no configuration, development mode shows a source, a vendor that posts and an inbox.
 *
 * <pre>
 *   DemoVendor ──POST /webhooks/demo──► Holdfast ──POST /demo/inbox──► Inbox ──GET /demo──► a page
 * </pre>
 *
 * <p>Nothing here is special to Holdfast: the vendor signs and the inbox verifies as anybody's would, over HTTP. Absent
 * unless {@code holdfast.demo} is on. Imports everything.
 */
@NullMarked
package dev.holdfast.demo;

import org.jspecify.annotations.NullMarked;
