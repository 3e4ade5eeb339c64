package org.tare.job.publish;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a job says of itself in each of its claims.
 *
 * @param id distinguishes it from all other jobs
 * @param targets its places; the claim on the first one holds the mark that all is committed
 */
record Journal(String id, Owner owner, List<Target> targets) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    String toJson() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** @throws JsonProcessingException if the text is no whole journal */
    static Journal parse(String text) throws JsonProcessingException {
        Journal journal = JSON.readValue(text, Journal.class);
        if (journal == null || journal.id == null || journal.owner == null || journal.targets == null) {
            throw new JsonParseException(null, "It lacks its id, owner or targets.");
        }
        return journal;
    }
}
