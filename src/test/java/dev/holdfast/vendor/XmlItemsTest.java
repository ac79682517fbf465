package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** What is relayed of an element that is cut out of a document: it has to stand alone. */
class XmlItemsTest {
    private static final String SECRET = "a-secret-of-enough-bytes";
    private static final String NOTIFICATION = "<Id>04l000000000001</Id><sObject xsi:type=\"sf:Account\" "
            + "xmlns:sf=\"urn:sobject.enterprise.soap.sforce.com\"><sf:Id>001</sf:Id>"
            + "<sf:SystemModstamp>2023-11-14T22:13:19.000Z</sf:SystemModstamp></sObject></Notification>";
    private static final String MESSAGE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
            + "<notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\">"
            + "<OrganizationId>00D000000000001EAA</OrganizationId><Notification>" + NOTIFICATION
            + "</notifications></soapenv:Body></soapenv:Envelope>";

    private static String alone(String document, String path) throws Exception {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        Node node = Pointer.parse(path).first(XmlReader.read(body));
        return node == null ? "none" : new String(node.alone(body), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a xmlns='u'><b> x </b></a> | /a/b | <b xmlns='u'> x </b>",
                "<a xmlns:p='u'><p:b c='d'/></a> | /a/b | <p:b xmlns:p='u' c='d'/>",
                "<a xmlns:p=\"u\" xmlns = 'v'><b/></a> | /a/b | <b xmlns:p=\"u\" xmlns = 'v'/>",
                "<a xmlns:p='u'><b xmlns:p='v'/></a> | /a/b | <b xmlns:p='v'/>",
                "<a xmlns:p='u' xmlns:q='w'><b xmlns:p='v'><c/></b></a> | /a/b/c | <c xmlns:p='v' xmlns:q='w'/>",
                "<a xmlns='u'><b xmlns=''><c/></b></a> | /a/b/c | <c xmlns=''/>",
                "<a xmlns='u'><ü:b xmlns:ü='v'>ü</ü:b></a> | /a/b | <ü:b xmlns='u' xmlns:ü='v'>ü</ü:b>",
                "<a b='c'><b>1</b ></a> | /a/b | <b>1</b >",
                "<a xmlns='u'/> | /a | <a xmlns='u'/>"
            })
    void anElementTakesItsNamespacesAlongAndNothingElseChanges(String document, String path, String alone)
            throws Exception {
        assertEquals(alone, alone(document, path));
    }

    @Test
    void aDeclarationIsNoAttribute() throws Exception {
        Node root = XmlReader.read("<a s:type='b' xmlns:type='c' xmlns:s='u'/>".getBytes(StandardCharsets.UTF_8));
        Node type = Pointer.parse("/a/@type").first(root);
        assertEquals("b", type == null ? null : type.text());
    }

    /** Each of ten thousand items would take them along. */
    @Test
    void declarationsOfMoreThanAnybodyNeedsAreNotRead() throws Exception {
        String most = "xmlns='" + "u".repeat(4_096 - "xmlns=''".length()) + "'";
        assertEquals("<b " + most + "/>", alone("<a " + most + "><b/></a>", "/a/b"));
        assertThrows(NotUnderstood.class, () -> alone("<a " + most + "><b xmlns:c='u'/></a>", "/a/b"));
        assertEquals("<c/>", alone("<a><b " + most + "/><b " + most + "/><c/></a>", "/a/c"));
    }

    @Test
    void aSalesforceNotificationIsReadByWhoMindsNamespaces() throws Exception {
        Door door = Door.open(
                Requests.PAGES.named("salesforce", "vendor"),
                new Source(
                        "src",
                        "salesforce",
                        List.of(),
                        Map.of("org-id", "00D000000000001EAA"),
                        List.of(),
                        URI.create("https://hooks.example.com/in"),
                        1 << 20,
                        null),
                Requests.secrets(SECRET));
        Request request = new Request(
                "POST",
                "token=" + SECRET,
                Requests.headers("Content-Type", "text/xml; charset=UTF-8"),
                MESSAGE.getBytes(StandardCharsets.UTF_8),
                Requests.NOW);
        Outcome outcome = door.admit(request, Requests.NOW);
        assertTrue(outcome instanceof Outcome.Admitted, outcome::toString);
        List<Item> items = ((Outcome.Admitted) outcome).items();
        Element notification = parsed(items.get(0).payload());
        assertEquals("http://soap.sforce.com/2005/09/outbound", notification.getNamespaceURI());
        Element object = (Element) notification.getLastChild();
        assertEquals("sf:Account", object.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type"));
        assertTrue(new String(items.get(0).payload(), StandardCharsets.UTF_8).endsWith(NOTIFICATION));
        assertArrayEquals(
                items.get(0).payload(),
                door.reread(door.kept(request)).get(0).payload(),
                "a second reading tells it by its bytes");
    }

    private static Element parsed(byte[] payload) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(payload))
                .getDocumentElement();
    }
}
