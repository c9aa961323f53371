package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the envelope dialect, {@code {"code":200,"data":…}} (docs/facts.md, "Relays: two
 * dialects"): generations, remix, task query, uploads, balance.
 */
record EnvelopeRoutes(OrderService orders, URI baseUrl) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern REMIX = Pattern.compile("/v1/videos/([^/]+)/remix");
  private static final Pattern TASK = Pattern.compile("/v1/tasks/([^/]+)");

  /** The least length where none is given, as APIMart's preview page has it. */
  private static final int DEFAULT_SECONDS = 4;

  /** Empty when the path is none of this shape's. */
  Optional<SandboxReply> reply(HttpCall call) throws IOException {
    if (call.isPost() && call.path().equals("/v1/videos/generations")) {
      return Optional.of(generate(JSON.readTree(call.body())));
    }
    Matcher remix = REMIX.matcher(call.path());
    if (call.isPost() && remix.matches() && remix.group(1).startsWith("task_")) {
      return Optional.of(remix(remix.group(1), JSON.readTree(call.body())));
    }
    Matcher task = TASK.matcher(call.path());
    if (call.isGet() && task.matches()) {
      return Optional.of(task(task.group(1)));
    }
    if (call.isPost() && call.path().equals("/v1/uploads/images")) {
      return Optional.of(upload(call));
    }
    if (call.isGet() && call.path().equals("/v1/balance")) {
      return Optional.of(balance());
    }
    return Optional.empty();
  }

  private SandboxReply generate(JsonNode body) throws IOException {
    Optional<VideoFormat> shape = VideoFormat.parse(body.path("aspect_ratio").asText("16:9"));
    if (shape.isEmpty()) {
      return badRequest("aspect_ratio must be 16:9, 9:16 or 1:1");
    }
    if (!body.path("resolution").asText("720p").equals("720p")) {
      return badRequest("resolution must be 720p");
    }
    if (body.has("duration") && !body.path("duration").isIntegralNumber()) {
      return badRequest("duration must be an integer");
    }
    @Nullable String picture = null;
    if (!body.path("image_urls").isEmpty()) {
      String url = body.path("image_urls").path(0).asText();
      picture = url.substring(url.lastIndexOf('/') + 1);
      if (!orders.store().hasPicture(picture)) {
        return badRequest("image_urls: upload the picture first");
      }
    }
    return reply(
        orders.place(
            "task",
            body.path("model").asText("sora-2"),
            body.path("prompt").asText(""),
            body.path("duration").asInt(DEFAULT_SECONDS),
            shape.get(),
            picture,
            null));
  }

  private SandboxReply remix(String id, JsonNode body) throws IOException {
    Optional<Order> source = orders.store().find(id);
    if (source.isEmpty()) {
      return error(404, "Video not found", "not_found_error");
    }
    return reply(
        orders.place(
            "task",
            body.path("model").asText(source.get().model()),
            body.path("prompt").asText(""),
            body.path("duration").asInt(source.get().seconds()),
            VideoFormat.of(source.get()),
            null,
            id));
  }

  private static SandboxReply reply(OrderResult result) {
    return switch (result) {
      case OrderResult.Accepted(Order order) -> {
        ObjectNode data = NODES.objectNode().put("status", "submitted").put("task_id", order.id());
        yield SandboxReply.json(envelope(NODES.arrayNode().add(data)));
      }
      case OrderResult.AcceptedWithoutReply _ -> new SandboxReply.Disconnect();
      case OrderResult.Busy _ ->
          new SandboxReply.Json(
              429,
              errorBody(429, "too many requests", "rate_limit_error"),
              Map.of("Retry-After", "3"));
      case OrderResult.Refused(String reason) -> badRequest(reason);
    };
  }

  private SandboxReply task(String id) {
    Optional<Order> found = orders.store().find(id);
    if (found.isEmpty()) {
      return error(400, "无效的任务ID", "invalid_request_error");
    }
    Order order = found.get();
    ObjectNode task =
        NODES
            .objectNode()
            .put("id", id)
            .put("created", order.acceptedAt().getEpochSecond())
            .put(
                "estimated_time",
                Math.max(1, orders.renderQueue().expectedDuration(order).toSeconds()));
    switch (orders.renderQueue().status(id)) {
      case RenderStatus.Waiting _ -> task.put("status", "pending").put("progress", 0);
      case RenderStatus.Rendering(int done, int of) ->
          task.put("status", "processing").put("progress", 100 * done / of);
      case RenderStatus.Failed(String message, String type) -> {
        task.put("status", "failed").put("progress", 0);
        task.putObject("error").put("code", 500).put("message", message).put("type", type);
      }
      case RenderStatus.Ready _ -> addVideoLink(order, task);
    }
    return SandboxReply.json(envelope(task));
  }

  private void addVideoLink(Order order, ObjectNode task) {
    task.put("status", "completed").put("progress", 100);
    if (order.asksFor(FaultDirective.NOURL)) {
      return;
    }
    ObjectNode video = task.putObject("result").putArray("videos").addObject();
    video.putArray("url").add(baseUrl.resolve("/files/" + order.id() + ".mp4").toString());
    video.put("expires_at", order.acceptedAt().plus(OrderStore.VIDEO_TTL).getEpochSecond());
  }

  private SandboxReply upload(HttpCall call) throws IOException {
    Optional<MultipartForm.Part> file = MultipartForm.parse(call).file("file");
    if (file.isEmpty()) {
      return badRequest("file is required");
    }
    String name = orders.store().addPicture(file.get().bytes());
    return SandboxReply.json(
        NODES
            .objectNode()
            .put("url", baseUrl.resolve("/pictures/" + name).toString())
            .put("filename", name)
            .put("content_type", file.get().contentType())
            .put("bytes", file.get().bytes().length));
  }

  private static SandboxReply balance() {
    return SandboxReply.json(
        NODES
            .objectNode()
            .put("success", true)
            .put("remain_balance", -1)
            .put("used_balance", 0)
            .put("unlimited_quota", true));
  }

  private static ObjectNode envelope(JsonNode data) {
    return NODES.objectNode().put("code", 200).set("data", data);
  }

  private static SandboxReply badRequest(String reason) {
    return error(400, reason, "invalid_request_error");
  }

  static SandboxReply error(int status, String message, String type) {
    return new SandboxReply.Json(status, errorBody(status, message, type), Map.of());
  }

  private static ObjectNode errorBody(int status, String message, String type) {
    ObjectNode body = NODES.objectNode();
    body.putObject("error").put("code", status).put("message", message).put("type", type);
    return body;
  }
}
