package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.provider.dialect.HttpReply;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cancelling of our own job. Newer servers have a call that is right in every state; on others
 * it is taken out of the queue, or interrupted by its id. An interrupt without an id would stop
 * whatever runs, other people's jobs too.
 */
record JobCancel(ComfyServer server) {
  private static final Logger log = LoggerFactory.getLogger(JobCancel.class);

  /** Whether the server was told; a node that runs may still end first. */
  boolean cancel(String id) {
    try {
      HttpReply reply = server.post("/api/jobs/" + id + "/cancel", "{}");
      if (reply.json().has("cancelled")) {
        return true;
      }
      String deleted =
          JsonNodeFactory.instance
              .objectNode()
              .set("delete", JsonNodeFactory.instance.arrayNode().add(id))
              .toString();
      server.post("/queue", deleted);
      if (JobLookup.find(server, id) instanceof Job.Running) {
        server.post(
            "/interrupt", JsonNodeFactory.instance.objectNode().put("prompt_id", id).toString());
      }
      return true;
    } catch (IOException unreachable) {
      log.atDebug().log("Not cancelled yet: {}", server.redact(unreachable.toString()));
      return false;
    }
  }
}
