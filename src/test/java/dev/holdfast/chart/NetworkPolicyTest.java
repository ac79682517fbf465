package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is let in or out but what is named, and the clouds' metadata never. */
class NetworkPolicyTest {
    private static final List<String> METADATA = List.of(
            "169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "192.0.0.192",
            "168.63.129.16",
            "fd00:ec2::254",
            "fd20:ce::254",
            "fe80::1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b::6464:64c8",
            "64:ff9b::c000:c0",
            "64:ff9b::a83f:8110",
            "64:ff9b:1::a9fe:a9fe");

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyPodIsUnderIt(String variant) {
        Manifests manifests = Manifests.of(variant);
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            assertEquals(List.of("Ingress", "Egress"), policy.getSpec().getPolicyTypes());
            Map<String, String> chosen = policy.getSpec().getPodSelector().getMatchLabels();
            assertFalse(chosen.isEmpty(), "a policy for everybody in the namespace");
            manifests
                    .pods()
                    .forEach(pod -> assertTrue(
                            pod.template().getMetadata().getLabels().entrySet().containsAll(chosen.entrySet())));
        }
        assertEquals(
                variant.equals("alone") ? 0 : 1,
                manifests.all(NetworkPolicy.class).size());
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void everyDoorNamesItsPeers(String variant) {
        for (NetworkPolicy policy : Manifests.of(variant).all(NetworkPolicy.class)) {
            policy.getSpec().getIngress().forEach(rule -> {
                assertFalse(rule.getFrom().isEmpty(), "from everywhere");
                assertEquals(1, rule.getPorts().size());
            });
            policy.getSpec().getEgress().forEach(rule -> {
                assertFalse(rule.getTo().isEmpty(), "to everywhere");
                rule.getTo().forEach(NetworkPolicyTest::isSomebody);
            });
        }
    }

    private static void isSomebody(NetworkPolicyPeer peer) {
        assertTrue(peer.getIpBlock() != null || peer.getNamespaceSelector() != null, "a peer that is everybody");
    }

    @ParameterizedTest
    @MethodSource("dev.holdfast.chart.Variants#names")
    void metadataIsOutOfReach(String variant) {
        Manifests.of(variant).all(NetworkPolicy.class).forEach(policy -> metadataIsOutOfReach(policy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "128.0.0.0/1",
                "160.0.0.0/3",
                "169.0.0.0/8",
                "169.254.0.0/15",
                "100.100.0.0/16",
                "100.100.100.0/24",
                "192.0.0.0/8",
                "168.0.0.0/8",
                "64.0.0.0/2",
                "1.2.3.4/0",
                "2001:db8:1::/48",
                "::/0"
            })
    void whateverIsNamed(String block) throws UnknownHostException {
        NetworkPolicy policy = withTargets(block);
        metadataIsOutOfReach(policy);
        assertTrue(
                policy.getSpec().getEgress().stream()
                        .flatMap(rule -> rule.getTo().stream())
                        .anyMatch(peer -> peer.getIpBlock() != null
                                && peer.getIpBlock().getCidr().equals(block)),
                "it is there, less what is denied");
        for (NetworkPolicyEgressRule rule : policy.getSpec().getEgress()) {
            for (NetworkPolicyPeer peer : rule.getTo()) {
                IPBlock of = peer.getIpBlock();
                if (of != null) {
                    for (String except : of.getExcept()) {
                        assertTrue(holds(of.getCidr(), except.substring(0, except.indexOf('/'))), except + " in " + of);
                        assertTrue(bits(of.getCidr()) < bits(except), "Kubernetes wants a true part: " + of);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.0.0/16",
                "169.254.169.254/32",
                "100.100.100.200/32",
                "192.0.0.192/32",
                "169.254.1.0/24",
                "168.63.129.16/32"
            })
    void whatLiesWithinIsRefused(String block) {
        String said = Refusals.of(() -> withTargets(block));
        assertTrue(said.contains("metadata or link-local"), said);
    }

    @Test
    void vendorsAreThePublicInternetAlone() throws UnknownHostException {
        NetworkPolicy policy = Manifests.of("defaults and a database").one(NetworkPolicy.class);
        NetworkPolicyEgressRule vendors =
                policy.getSpec().getEgress().get(policy.getSpec().getEgress().size() - 1);
        for (String address : List.of(
                "10.1.1.1", "192.168.0.1", "172.20.1.1", "127.0.0.1", "fd12::1", "64:ff9b::a00:1", "64:ff9b::c0a8:1")) {
            for (NetworkPolicyPeer peer : vendors.getTo()) {
                assertFalse(reaches(peer.getIpBlock(), address), address);
            }
        }
        for (String address : List.of("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808")) {
            assertTrue(vendors.getTo().stream().anyMatch(peer -> reaches(peer.getIpBlock(), address)), address);
        }
    }

    private static NetworkPolicy withTargets(String block) {
        return Manifests.parse(Chart.render(
                        Variants.DATABASE + "networkPolicy: { targets: { to: [{ cidr: \"" + block + "\" }] } }\n"))
                .one(NetworkPolicy.class);
    }

    private static void metadataIsOutOfReach(NetworkPolicy policy) {
        for (NetworkPolicyEgressRule rule : policy.getSpec().getEgress()) {
            for (NetworkPolicyPeer peer : rule.getTo()) {
                for (String address : METADATA) {
                    assertFalse(
                            peer.getIpBlock() != null && reaches(peer.getIpBlock(), address),
                            () -> address + " by " + peer.getIpBlock());
                }
            }
        }
    }

    private static boolean reaches(IPBlock block, String address) {
        return holds(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(except -> holds(except, address));
    }

    private static boolean holds(String block, String address) {
        try {
            byte[] base = InetAddress.getByName(block.substring(0, block.indexOf('/')))
                    .getAddress();
            byte[] other = InetAddress.getByName(address).getAddress();
            int shift = base.length * 8 - bits(block);
            return base.length == other.length
                    && new BigInteger(1, base).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(block, e);
        }
    }

    private static int bits(String block) {
        return Integer.parseInt(block.substring(block.indexOf('/') + 1));
    }
}
