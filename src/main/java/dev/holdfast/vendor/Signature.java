package dev.holdfast.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One way in which a vendor proves who is speaking; the schemes are a closed set. */
sealed interface Signature {
    /** What every scheme has. */
    Terms terms();

    /** The same with another window for its signed time, where it has one. */
    default Signature timed(UnaryOperator<Stamp> other) {
        return this;
    }

    /**
     * What every scheme has.
     *
     * @param name of the alternative; the scheme's word where the page has only one
     * @param optIn used only when the source names it
     * @param weakness what it does not prove; null when it proves the whole request
     * @param require what must be equal beside the signature
     */
    record Terms(String name, boolean optIn, @Nullable String weakness, Conditions require) {}

    /**
     * Where a signature stands and what it covers.
     *
     * @param values places of the signature, the first that is present counts
     * @param prefix what the text there begins with, and is no part of the signature; empty for nothing
     * @param blanks whether pairs are {@code v1,… v1,…} instead of {@code v1=…,v1=…}
     * @param encodings each is tried
     * @param signed each is tried
     */
    record Proof(
            List<Value> values,
            String prefix,
            boolean blanks,
            List<Encoding> encodings,
            List<Template> signed,
            @Nullable Stamp stamp) {
        private Proof timed(UnaryOperator<Stamp> other) {
            return stamp == null ? this : new Proof(values, prefix, blanks, encodings, signed, other.apply(stamp));
        }
    }

    /**
     * The time that a signature covers.
     *
     * @param tolerance how far it may be from our time, both ways
     * @param setting the source's parameter that says the tolerance; null when the page does
     */
    record Stamp(
            Value at,
            TimeFormat format,
            Duration tolerance,
            @Nullable String setting) {
        /** Two bounds, no difference: a difference has a sign, and an absolute value of the smallest has one too. */
        boolean isNear(Instant time, Instant now) {
            return !time.isBefore(now.minus(tolerance)) && !time.isAfter(now.plus(tolerance));
        }
    }

    /** HMAC; {@code perItem}: the signature stands in each item, all must hold and there must be one. */
    record Hmac(Terms terms, Algorithm algorithm, Proof proof, List<KeyReading> keys, boolean perItem)
            implements Signature {
        @Override
        public Signature timed(UnaryOperator<Stamp> other) {
            return new Hmac(terms, algorithm, proof.timed(other), keys, perItem);
        }
    }

    /** A plain hash over a text with the secret in it. */
    record Digest(Terms terms, Proof proof) implements Signature {
        @Override
        public Signature timed(UnaryOperator<Stamp> other) {
            return new Digest(terms, proof.timed(other));
        }
    }

    /** A private key's signature, checked with a configured key or with a fetched certificate. */
    record PublicKey(
            Terms terms,
            KeyAlgorithm algorithm,
            Proof proof,
            @Nullable PublicKeyReading key,
            @Nullable Certificate certificate)
            implements Signature {
        @Override
        public Signature timed(UnaryOperator<Stamp> other) {
            return new PublicKey(terms, algorithm, proof.timed(other), key, certificate);
        }
    }

    /**
     * A certificate by URL.
     *
     * @param url where the request names it
     * @param hosts that it may be fetched from
     * @param subject the name that it must be for
     */
    record Certificate(Value url, List<String> hosts, String subject) {}

    /** A value that equals a secret. */
    record Equals(Terms terms, List<Value> values, String prefix, boolean base64) implements Signature {}

    /**
     * A compact JSON Web Signature.
     *
     * @param bodyHash the claim that holds the body's SHA-256; null when the token covers no body
     * @param keys where the key is that the token names
     */
    record Jws(
            Terms terms,
            List<JwsAlgorithm> algorithms,
            List<Value> values,
            @Nullable Pointer bodyHash,
            Stamp stamp,
            KeySource keys)
            implements Signature {
        @Override
        public Signature timed(UnaryOperator<Stamp> other) {
            return new Jws(terms, algorithms, values, bodyHash, other.apply(stamp), keys);
        }
    }

    /** Amazon SNS: named lines of the message, and a certificate that Amazon serves. */
    record Sns(
            Terms terms,
            List<SnsAlgorithm> algorithms,
            @Nullable Stamp stamp) implements Signature {
        @Override
        public Signature timed(UnaryOperator<Stamp> other) {
            return new Sns(terms, algorithms, stamp == null ? null : other.apply(stamp));
        }
    }
}
