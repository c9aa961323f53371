package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the openai dialect, flat answers under {@code /v1/videos} (docs/facts.md, "Relays:
 * the dialects").
 */
record OpenAiRoutes(OrderService orders) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern VIDEO = Pattern.compile("/v1/videos/([^/]+)");
  private static final Pattern CONTENT = Pattern.compile("/v1/videos/([^/]+)/content");
  private static final Pattern REMIX = Pattern.compile("/v1/videos/([^/]+)/remix");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");

  /** Empty when the path is none of this shape's. */
  Optional<SandboxReply> reply(HttpCall call) throws IOException {
    if (call.isPost() && call.path().equals("/v1/videos")) {
      return Optional.of(
          call.contentType().startsWith("multipart/")
              ? createFromForm(call)
              : createFromJson(call));
    }
    Matcher remix = REMIX.matcher(call.path());
    if (call.isPost() && remix.matches()) {
      return Optional.of(remix(remix.group(1), JSON.readTree(call.body())));
    }
    Matcher content = CONTENT.matcher(call.path());
    if (call.isGet() && content.matches()) {
      return Optional.of(content(content.group(1)));
    }
    Matcher video = VIDEO.matcher(call.path());
    if (call.isGet() && video.matches()) {
      return Optional.of(video(video.group(1)));
    }
    return Optional.empty();
  }

  private SandboxReply createFromForm(HttpCall call) throws IOException {
    MultipartForm form = MultipartForm.parse(call);
    Optional<MultipartForm.Part> picture = form.file("input_reference");
    return create(
        form.text("model", "sora-2"),
        form.text("prompt", ""),
        form.text("size", VideoFormat.PORTRAIT.size()),
        form.text("seconds", "4"),
        picture.isPresent() ? orders.store().addPicture(picture.get().bytes()) : null);
  }

  private SandboxReply createFromJson(HttpCall call) throws IOException {
    JsonNode body = JSON.readTree(call.body());
    if (body.has("seconds") && !body.path("seconds").isTextual()) {
      return badRequest("seconds must be a string");
    }
    return create(
        body.path("model").asText("sora-2"),
        body.path("prompt").asText(""),
        body.path("size").asText(VideoFormat.PORTRAIT.size()),
        body.path("seconds").asText("4"),
        null);
  }

  private SandboxReply create(
      String model, String prompt, String size, String seconds, @Nullable String picture)
      throws IOException {
    Optional<VideoFormat> shape = VideoFormat.parse(size);
    if (shape.isEmpty()) {
      return badRequest("size must be 1280x720, 720x1280 or 720x720");
    }
    int length = SECONDS.matcher(seconds).matches() ? Integer.parseInt(seconds) : 0;
    return reply(orders.place("video", model, prompt, length, shape.get(), picture, null));
  }

  private SandboxReply remix(String id, JsonNode body) throws IOException {
    Optional<Order> source = orders.store().find(id);
    if (source.isEmpty()) {
      return notFound();
    }
    Order original = source.get();
    return reply(
        orders.place(
            "video",
            original.model(),
            body.path("prompt").asText(""),
            original.seconds(),
            VideoFormat.of(original),
            null,
            id));
  }

  private SandboxReply reply(OrderResult result) {
    return switch (result) {
      case OrderResult.Accepted(Order order) -> SandboxReply.json(describe(order));
      case OrderResult.AcceptedWithoutReply _ -> new SandboxReply.Disconnect();
      case OrderResult.Busy _ ->
          new SandboxReply.Json(
              429, errorBody("too many requests", "rate_limit_error"), Map.of("Retry-After", "3"));
      case OrderResult.Refused(String reason) -> badRequest(reason);
    };
  }

  private SandboxReply video(String id) {
    return orders
        .store()
        .find(id)
        .map(o -> SandboxReply.json(describe(o)))
        .orElseGet(OpenAiRoutes::notFound);
  }

  private SandboxReply content(String id) {
    Optional<Order> order = orders.store().find(id);
    if (order.isEmpty()) {
      return notFound();
    }
    boolean there =
        orders.renderQueue().status(id) instanceof RenderStatus.Ready
            && !order.get().asksFor(FaultDirective.NOURL);
    return there
        ? new SandboxReply.VideoFile(orders.store().videoFile(id))
        : badRequest("task is not completed yet, current status: Pending");
  }

  private ObjectNode describe(Order order) {
    ObjectNode video =
        NODES
            .objectNode()
            .put("id", order.id())
            .put("object", "video")
            .put("model", order.model())
            .put("created_at", order.acceptedAt().getEpochSecond())
            .put("size", VideoFormat.of(order).size())
            .put("seconds", Integer.toString(order.seconds()));
    if (order.remixOf() != null) {
      video.put("remixed_from_video_id", order.remixOf());
    }
    switch (orders.renderQueue().status(order.id())) {
      case RenderStatus.Waiting _ -> video.put("status", "queued").put("progress", 0);
      case RenderStatus.Rendering(int done, int of) ->
          video.put("status", "in_progress").put("progress", 100 * done / of);
      case RenderStatus.Ready _ -> video.put("status", "completed").put("progress", 100);
      case RenderStatus.Failed(String message, String type) -> {
        video.put("status", "failed").put("progress", 0);
        video.putObject("error").put("code", type).put("message", message);
      }
    }
    return video;
  }

  private static SandboxReply notFound() {
    return new SandboxReply.Json(
        404, errorBody("video not found", "invalid_request_error"), Map.of());
  }

  private static SandboxReply badRequest(String reason) {
    return new SandboxReply.Json(400, errorBody(reason, "invalid_request_error"), Map.of());
  }

  private static ObjectNode errorBody(String message, String type) {
    ObjectNode body = NODES.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .putNull("code");
    return body;
  }
}
