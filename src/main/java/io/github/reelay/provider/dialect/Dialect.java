package io.github.reelay.provider.dialect;

import io.github.reelay.task.FailureKind;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wire protocol of a video API, as its file in {@code config/wires} describes it. Stateless;
 * paths start with a slash and follow the base URL. What is written and read of ComfyUI's, by its
 * name, is code: {@code provider.comfyui}.
 *
 * @param keyHeader how the account's key is sent
 * @param needsKey whether an account of it is used only once its key is there
 * @param headers sent with every request
 * @param fileWithKey whether the key goes along when a file lies at the relay's own origin
 * @param contentRoute of the file itself; null where answers hold a link
 * @param resultRoute of what a task's answer does not tell, with {@code {value}} from it
 * @param unknownId of a task that cannot exist, for a check of the key
 * @param remixing null if the protocol has no call for it
 * @param cancelling null if it has no call for that
 * @param lookingUp null if a task can be asked for only by the relay's own id
 * @param minPollGap how far apart two queries of one task are at least
 */
public record Dialect(
    String name,
    KeyHeader keyHeader,
    boolean needsKey,
    Map<String, String> headers,
    boolean fileWithKey,
    PostTemplate generation,
    @Nullable PostTemplate remixing,
    PathTemplate taskRoute,
    @Nullable PathTemplate contentRoute,
    @Nullable PathTemplate resultRoute,
    String unknownId,
    @Nullable CancelRule cancelling,
    @Nullable LookupRule lookingUp,
    Duration minPollGap,
    SubmitReplyParser submitReply,
    PollReplyParser pollReply) {
  private static final String COMFY_UI = "comfyui";

  public Dialect {
    headers = Map.copyOf(headers);
  }

  /** A call without a body that costs nothing and may be repeated. */
  public record FreeCall(String method, String path) {}

  /** Whether it is that of a GPU of one's own. */
  public boolean isComfyUi() {
    return name.equals(COMFY_UI);
  }

  /** What is wrong with a row: values it offers and this dialect would not send. */
  public List<String> problemsOf(WireFormat wire) {
    if (!isComfyUi()) {
      return generation.problemsOf(wire, name);
    }
    List<String> problems = new ArrayList<>(wire.problemsOfMissingSizes());
    if (wire.imageRule() != null && !wire.usesImageTransfer(WireFormat.ImageTransfer.FILE)) {
      problems.add("picture.by: ComfyUI takes pictures only as files; write file");
    }
    return problems;
  }

  public HttpPost generate(GenerationRequest request) {
    return generation.write(request, "");
  }

  /**
   * The request for a remix; empty if the protocol has none.
   *
   * @param source the relay's id of the earlier task
   */
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.ofNullable(remixing).map(call -> call.write(request, source));
  }

  /** Whether a remix has the source's length, because the protocol has no word for another. */
  public boolean remixKeepsDuration() {
    return remixing != null && remixing.keepsDuration();
  }

  /** Whether its relays call back. */
  public boolean callsBack() {
    return generation.callback() != null;
  }

  /**
   * The relay's id of the task that it calls back about; empty if it names none.
   *
   * @param said what came, perhaps cut at its end
   * @param model the relay's name of the model
   */
  public Optional<String> idInCallback(String said, String model) {
    return Optional.ofNullable(generation.callback()).flatMap(callback -> callback.id(said, model));
  }

  public String taskPath(String remoteId) {
    return taskPath(remoteId, false);
  }

  /** The free question whose answer tells whether the key is good. */
  public String unknownTaskPath() {
    return taskPath(unknownId);
  }

  /**
   * @param fromPicture whether the task started from a picture
   */
  public String taskPath(String remoteId, boolean fromPicture) {
    return taskRoute.fill(fromPicture, Map.of("id", remoteId));
  }

  /**
   * Where a task is asked for by the identity that its POST had; empty where it cannot be.
   *
   * @param fromPicture whether the task started from a picture
   */
  public Optional<String> lookupPath(String identity, boolean fromPicture) {
    return Optional.ofNullable(lookingUp)
        .map(rule -> rule.path().fill(fromPicture, Map.of("identity", identity)));
  }

  /** What became of the POST of that identity: accepted, or still nobody knows. */
  public SubmitResult parseLookupReply(HttpReply reply, String identity) {
    return lookingUp == null
        ? new SubmitResult.Indeterminate("the dialect has no look-up any more")
        : lookingUp.parse(reply, identity);
  }

  /** Where the file of a finished task is had with our key; empty where answers hold a link. */
  public Optional<String> contentPath(String remoteId) {
    return Optional.ofNullable(contentRoute).map(route -> route.fill("id", remoteId));
  }

  /**
   * Where more is told of a finished task; empty where its answer tells all.
   *
   * @param told what the answer said
   */
  public Optional<String> resultPath(String remoteId, HttpReply reply, PollResult told) {
    boolean more =
        told instanceof PollResult.DoneWithoutFile
            || (told instanceof PollResult.Failed(var failure, var _)
                && failure.kind() != FailureKind.GENERATION_CANCELLED);
    String value = pollReply.resultKey(reply);
    return Optional.ofNullable(resultRoute)
        .filter(route -> more && (!value.isBlank() || !route.has("value")))
        .map(route -> route.fill(false, Map.of("id", remoteId, "value", value)));
  }

  /** Whether the provider can be asked to stop what it has accepted. */
  public boolean canCancel() {
    return isComfyUi() || cancelling != null;
  }

  /**
   * The call that stops a task so that it costs nothing; empty where there is none, or not now.
   *
   * @param reply what the query of the task was answered just now
   */
  public Optional<FreeCall> cancel(String remoteId, HttpReply reply) {
    return cancelling == null
        ? Optional.empty()
        : cancelling.call(remoteId, pollReply.statusOf(reply));
  }

  /** Whether a task that is cancelled is charged all the same. */
  public boolean chargesCancelled(HttpReply reply) {
    return cancelling != null && cancelling.isCharged(pollReply.places().task(reply.json()));
  }

  public SubmitResult parseSubmitReply(HttpReply reply, boolean remix) {
    return submitReply.parse(reply, remix);
  }

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   */
  public PollResult parsePollReply(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl) {
    return pollReply.parse(reply, elapsed, now, linkTtl);
  }

  /** What a {@link #resultPath result} says of a task that is done. */
  public PollResult parseResultReply(HttpReply reply, Instant now, Duration linkTtl) {
    return pollReply.parseResult(reply, now, linkTtl);
  }
}
