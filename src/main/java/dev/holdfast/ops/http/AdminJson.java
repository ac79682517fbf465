package dev.holdfast.ops.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * The JSON that the admin API takes: every member must be known, none may come twice, nothing may follow, and a small body
 * costs little to read. A misspelt member that was skipped in silence could redrive everything where one event was meant.
 */
@Singleton
public final class AdminJson implements ObjectMapperCustomizer {
    private static final int ONE_MIB = 1 << 20;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(ONE_MIB)
                        .maxNumberLength(100)
                        .maxNameLength(256)
                        .maxDocumentLength(ONE_MIB)
                        .maxTokenCount(100_000)
                        .build());
    }
}
