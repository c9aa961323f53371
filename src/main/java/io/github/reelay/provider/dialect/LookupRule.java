package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.tracking.port.SubmitResult;
import java.util.List;

/**
 * How a task is asked for by the identity that its POST had, so that a lost answer is found again
 * and nothing is posted twice (docs/decisions/0001).
 *
 * @param ids pointers to the relay's id of it
 * @param identities pointers to the identity: an answer that does not have ours is about another
 */
record LookupRule(PathTemplate path, List<String> ids, List<String> identities) {
  /** What is not there yet may be on its way, so that never means "not accepted". */
  SubmitResult parse(HttpReply reply, String identity) {
    JsonNode json = reply.json();
    String id = Pointers.first(json, ids).asText("");
    return reply.isSuccess()
            && !id.isBlank()
            && Pointers.first(json, identities).asText("").equals(identity)
        ? new SubmitResult.Accepted(id)
        : new SubmitResult.Unknown("not found by its identity: " + reply.excerpt());
  }
}
