package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.secret.Strength;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes keys of a source's secrets for each signature alternative, and remembers which secret fitted none. */
final class Keys {
    private final List<Secret> secrets;
    private final boolean weakAllowed;
    private final boolean publicKeysToo;
    private final Set<Integer> fit = new LinkedHashSet<>();
    private final Map<Integer, Fault> faults = new LinkedHashMap<>();

    Keys(List<Secret> secrets, boolean weakAllowed, boolean publicKeysToo) {
        this.secrets = secrets;
        this.weakAllowed = weakAllowed;
        this.publicKeysToo = publicKeysToo;
    }

    /** The alternative with its keys; null when no secret fits it, or the vendor serves its keys. */
    @Nullable
    Verifier verifier(Signature signature, Split split) {
        if (signature instanceof Signature.Hmac hmac) {

            List<HmacCheck.SourceKey> keys = hmacKeys(hmac);
            Verifier check = new HmacCheck(hmac, keys);
            return keys.isEmpty() ? null : hmac.perItem() ? new PerItemCheck(split, check) : check;
        }
        if (signature instanceof Signature.PublicKey publicKey && publicKey.key() != null) {
            List<PublicKeyCheck.SourceKey> keys = publicKeys(publicKey);
            return keys.isEmpty() ? null : new PublicKeyCheck(publicKey, keys);
        }
        if (signature instanceof Signature.Equals equals) {
            allFit();
            return new EqualsCheck(equals, secrets.stream().map(Secret::bytes).toList());
        }
        if (signature instanceof Signature.Digest digest) {
            allFit();
            return new DigestCheck(digest, secrets.stream().map(Secret::reveal).toList());
        }
        return null;
    }

    /** Why each secret that fits no alternative does not. */
    Map<Integer, Fault> unfit() {
        Map<Integer, Fault> unfit = new LinkedHashMap<>(faults);
        unfit.keySet().removeAll(fit);
        return unfit;
    }

    private void allFit() {
        for (int i = 0; i < secrets.size(); i++) {
            fit.add(i);
        }
    }

    private List<HmacCheck.SourceKey> hmacKeys(Signature.Hmac hmac) {
        List<HmacCheck.SourceKey> keys = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            for (KeyReading reading : hmac.keys()) {
                try {
                    keys.add(new HmacCheck.SourceKey(i, new Keyed(hmac.algorithm(), hmacKey(i, reading))));
                    fit.add(i);
                } catch (Fault fault) {
                    faults.putIfAbsent(i, fault);
                }
            }
        }
        return keys;
    }

    private byte[] hmacKey(int secret, KeyReading reading) throws Fault {
        String text = secrets.get(secret).reveal();
        if (reading == KeyReading.WHSEC && publicKeysToo && !text.startsWith("whsec_")) {
            // A bare public key would do as an HMAC key, and everybody has it.
            throw new Fault("does not say what it is", "whsec_… or whpk_…, as the vendor shows it");
        }
        byte[] key = reading.bytes(text);
        if (key.length == 0 || (key.length < Strength.SHORTEST && !weakAllowed)) {
            throw new Fault("is a key of " + key.length + " bytes", "at least " + Strength.SHORTEST);
        }
        return key;
    }

    private List<PublicKeyCheck.SourceKey> publicKeys(Signature.PublicKey signature) {
        List<PublicKeyCheck.SourceKey> keys = new ArrayList<>();
        PublicKeyReading reading = signature.key();
        for (int i = 0; i < secrets.size() && reading != null; i++) {
            try {
                PublicKey key = signature.algorithm().key(secrets.get(i).reveal(), reading);
                keys.add(new PublicKeyCheck.SourceKey(i, key));
                fit.add(i);
            } catch (Fault fault) {
                faults.putIfAbsent(i, fault);
            }
        }
        return keys;
    }
}
