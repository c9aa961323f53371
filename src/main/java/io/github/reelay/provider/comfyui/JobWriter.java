package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.provider.catalogue.Workflow;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.option.VideoOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a task's job: the workflow with the task's values in its slots. Written again it is
 * the same, seed included, so it can be sent again when the server forgot it.
 *
 * @param clientId whose progress the server tells
 */
record JobWriter(String clientId) {
  private static final int DEFAULT_FPS = 24;

  /** JSON numbers are doubles to many. */
  private static final long MAX_SEED = 1L << 53;

  /**
   * @param pictures names in the server's input folder
   */
  ObjectNode write(Workflow workflow, WireFormat wire, Task task, List<String> pictures) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("prompt_id", Job.id(task.id()));
    body.put("client_id", clientId);
    body.set("prompt", workflow.fill(values(wire, task, pictures)));
    return body;
  }

  private static Map<String, JsonNode> values(WireFormat wire, Task task, List<String> pictures) {
    Offer offer = task.offer();
    Map<String, JsonNode> values = new HashMap<>(wire.extra());
    values.put("seed", LongNode.valueOf(seed(task)));
    values.putAll(wire.optionFields(options(task)));
    values.put("prompt", TextNode.valueOf(task.request().prompt()));
    values.put(Workflow.FILENAME, TextNode.valueOf(OutputFile.prefix(task.id())));
    values.put("seconds", IntNode.valueOf(offer.seconds()));
    values.putIfAbsent("fps", IntNode.valueOf(DEFAULT_FPS));
    values.put("frames", IntNode.valueOf(frames(values, offer.seconds())));
    WireFormat.Size size = size(wire, offer);
    if (size != null) {
      values.put("width", IntNode.valueOf(size.width()));
      values.put("height", IntNode.valueOf(size.height()));
    }
    boolean references = offer.means() == GenerationMode.REFERENCES;
    for (int i = 0; i < pictures.size(); i++) {
      String slot =
          references
              ? Workflow.REFERENCE + (i + 1)
              : i == 0 ? Workflow.PICTURE : Workflow.LAST_FRAME;
      values.put(slot, TextNode.valueOf(pictures.get(i)));
    }
    return values;
  }

  /** Models count frames in steps after the first: 4n+1, 8n+1. */
  private static int frames(Map<String, JsonNode> values, int seconds) {
    int step = Math.max(1, values.getOrDefault("frame-step", IntNode.valueOf(1)).asInt());
    double all = seconds * values.getOrDefault("fps", IntNode.valueOf(DEFAULT_FPS)).asDouble();
    int steps = (int) (all / step);
    return steps * step + 1;
  }

  /** Null where the row has no sizes, or the offer leaves it open. */
  static WireFormat.@Nullable Size size(WireFormat wire, Offer offer) {
    var shapes = offer.resolution() == null ? null : wire.sizes().get(offer.resolution());
    return shapes == null || offer.aspect() == null ? null : shapes.get(offer.aspect());
  }

  private static Map<VideoOption, String> options(Task task) {
    Map<VideoOption, String> all = new EnumMap<>(VideoOption.class);
    task.request()
        .options()
        .forEach((option, value) -> {
          if (option.type() == VideoOption.Type.TEXT) {
            all.put(option, value);
          }
        });
    all.putAll(task.offer().options());
    return all;
  }

  /** By chance from task to task: an equal graph would be answered from the server's cache. */
  private static long seed(Task task) {
    return Math.floorMod(UUID.fromString(Job.id(task.id())).getMostSignificantBits(), MAX_SEED);
  }
}
