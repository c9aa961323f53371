package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.Workflow;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ComfyUI server as a provider: fills a row's workflow, posts it under the task's own id, and
 * follows it. A lost answer is looked up before anything is sent again, and what a restart made the
 * server forget it gets again: nothing is paid. Thread-safe; calls block.
 */
public final class ComfyUi {
  private static final Logger log = LoggerFactory.getLogger(ComfyUi.class);

  /** A job that takes the server down with it each time must come to an end. */
  private static final int MAX_RESENDS = 2;

  private static final long MAX_TASKS = 10_000;
  private static final Duration RESENDS_TTL = Duration.ofDays(1);

  /** A server without memory knows nothing of keys; the look-up is what makes a repeat safe. */
  private static final Duration REPEAT_PERIOD = Duration.ofDays(1);

  private final ComfyServer server;
  private final Catalogue catalogue;
  private final MediaConverter converter;
  private final InstantSource clock;
  private final @Nullable Money gpuSecond;
  private final JobWriter writer = new JobWriter("reelay");
  private final JobProgress progress;
  private final Cache<TaskId, AtomicInteger> resends =
      Caffeine.newBuilder().maximumSize(MAX_TASKS).expireAfterAccess(RESENDS_TTL).build();

  /**
   * @param gpuSecond what a second of the GPU costs; null: nothing
   */
  public ComfyUi(
      ComfyServer server,
      Catalogue catalogue,
      MediaConverter converter,
      @Nullable Money gpuSecond,
      InstantSource clock) {
    this.server = server;
    this.catalogue = catalogue;
    this.converter = converter;
    this.gpuSecond = gpuSecond;
    this.clock = clock;
    this.progress = new JobProgress(server, writer.clientId(), clock);
  }

  /**
   * What keeps rows from being made there, each a sentence; none for a row that can be. Empty where
   * the server cannot be asked.
   */
  public Map<ModelRow, List<String>> problems(List<ModelRow> rows) {
    return problems(server, catalogue, rows);
  }

  /** The same of a server that is no provider yet. */
  public static Map<ModelRow, List<String>> problems(
      ComfyServer server, Catalogue catalogue, List<ModelRow> rows) {
    WorkflowCheck check = new WorkflowCheck(server);
    Map<ModelRow, List<String>> problems = new LinkedHashMap<>();
    try {
      for (ModelRow row : rows) {
        Set<String> found = new LinkedHashSet<>();
        for (Workflow workflow : workflows(catalogue, row)) {
          for (String problem : check.problems(workflow)) {
            found.add("workflow " + workflow.name() + ": " + problem);
          }
        }
        problems.put(row, List.copyOf(found));
      }
    } catch (IOException unreachable) {
      log.atDebug().log("No workflow checked: {}", server.redact(unreachable.toString()));
      return Map.of();
    }
    return problems;
  }

  private static List<Workflow> workflows(Catalogue catalogue, ModelRow row) {
    return Stream.of(row.fromText(), row.fromImage(), row.fromFrames(), row.fromReferences())
        .filter(Objects::nonNull)
        .map(variant -> catalogue.workflows().get(variant.wire().model()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /**
   * Hands the pictures over and posts the job.
   *
   * @param frame the last frame of the video that is gone on from, if it is
   * @param beforePost is given what a later run needs to look the job up
   */
  public SubmitResult submit(
      ModelRow row, Task task, @Nullable ReferenceImage frame, Consumer<KeyedPost> beforePost) {
    List<ReferenceImage> pictures =
        frame != null
            ? List.of(frame)
            : task.offer().means().usesPicture() ? task.request().pictures() : List.of();
    WireFormat wire = row.variant(task.offer().means()).wire();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      SubmitResult failed = upload(wire, task, pictures.get(i), i);
      if (failed != null) {
        return failed;
      }
      names.add(pictureName(task, i));
    }
    beforePost.accept(
        new KeyedPost(
            "/prompt", "prompt_id", Job.id(task.id()), "{}", clock.instant().plus(REPEAT_PERIOD)));
    return post(row, task, names);
  }

  /** Asks for a lost answer: the job is looked up, and posted only if the server has it nowhere. */
  public SubmitResult repeat(@Nullable ModelRow row, Task task) {
    return switch (JobLookup.find(server, Job.id(task.id()))) {
      case Job.Unclear(String evidence, _, _) -> new SubmitResult.Unknown(evidence);
      case Job.Absent _ -> {
        if (findFile(task).isPresent()) {
          yield new SubmitResult.Accepted(Job.id(task.id()));
        }
        yield row == null
            ? new SubmitResult.Indeterminate("its row is gone")
            : post(row, task, pictureNames(task));
      }
      case Job.Waiting _, Job.Running _, Job.Done _, Job.Ended _ ->
          new SubmitResult.Accepted(Job.id(task.id()));
    };
  }

  private SubmitResult post(ModelRow row, Task task, List<String> pictures) {
    WireFormat wire = row.variant(task.offer().means()).wire();
    Workflow workflow = catalogue.workflows().get(wire.model());
    if (workflow == null) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.MODEL_UNAVAILABLE, "no workflow " + wire.model()), true);
    }
    String id = Job.id(task.id());
    progress.listen();
    return switch (server.submit(writer.write(workflow, wire, task, pictures).toString())) {
      case ComfyServer.Posted.Answered(HttpReply reply) -> toResult(reply, id);
      case ComfyServer.Posted.NeverSent(String reason) ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, reason), true);
      case ComfyServer.Posted.Unanswered(String evidence) -> afterLostAnswer(id, evidence);
    };
  }

  private SubmitResult toResult(HttpReply reply, String id) {
    JsonNode json = reply.json();
    String said = server.redact("HTTP " + reply.status() + ", " + reply.foreignBody());
    return switch (reply.status()) {
      case 200 -> {
        if (!json.path("prompt_id").asText().equals(id)) {
          yield afterLostAnswer(id, said);
        }
        if (json.path("node_errors").isEmpty()) {
          yield new SubmitResult.Accepted(id);
        }
        // It runs what is right of it, which is not what was asked for.
        new JobCancel(server).cancel(id);
        yield refused(NodeError.ofRefusal(reply));
      }
      case 400 ->
          json.has("error") ? refused(NodeError.ofRefusal(reply)) : afterLostAnswer(id, said);
      case 401, 403 ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_AUTH, said), true);
      case 413 -> new SubmitResult.Refused(Failure.of(FailureKind.INVALID_REQUEST, said));
      case 429 -> reply.busy(said);
      default -> afterLostAnswer(id, said);
    };
  }

  private static SubmitResult refused(Failure failure) {
    return failure.kind() == FailureKind.MODEL_UNAVAILABLE
        ? new SubmitResult.NotAccepted(failure, true)
        : new SubmitResult.Refused(failure);
  }

  /** Where it is not there yet it may be on its way, so it is not sent again at once. */
  private SubmitResult afterLostAnswer(String id, String evidence) {
    return switch (JobLookup.find(server, id)) {
      case Job.Waiting _, Job.Running _, Job.Done _, Job.Ended _ -> new SubmitResult.Accepted(id);
      case Job.Absent _, Job.Unclear _ -> new SubmitResult.Unknown(evidence);
    };
  }

  private @Nullable SubmitResult upload(
      WireFormat wire, Task task, ReferenceImage picture, int index) {
    WireFormat.ImageRule rule = wire.imageRule();
    WireFormat.Size video = JobWriter.size(wire, task.offer());
    MediaConverter.Size size =
        rule != null && rule.requiresVideoSize() && video != null
            ? new MediaConverter.Size(video.width(), video.height())
            : null;
    HttpReply reply;
    byte[] jpeg;
    try {
      jpeg =
          converter.toJpeg(
              picture, size, rule == null ? Integer.MAX_VALUE : rule.bounds().maxBytes());
    } catch (IOException unusable) {
      return new SubmitResult.Refused(
          Failure.of(FailureKind.PICTURE_UNUSABLE, "the picture cannot be read: " + unusable));
    }
    String name = pictureName(task, index);
    try {
      reply =
          server.upload(
              name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1), jpeg);
    } catch (IOException unreachable) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, server.redact("upload: " + unreachable)),
          true);
    }
    String said = "upload: HTTP " + reply.status();
    return switch (reply.status()) {
      case 200 -> null;
      case 400, 413, 415 ->
          new SubmitResult.Refused(Failure.of(FailureKind.PICTURE_UNUSABLE, said));
      case 401, 403 ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_AUTH, said), true);
      default ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, said), true);
    };
  }

  private static String pictureName(Task task, int index) {
    return OutputFile.prefix(task.id()) + "-" + (index + 1) + ".jpg";
  }

  private static List<String> pictureNames(Task task) {
    int count =
        task.offer().means() == GenerationMode.LAST_FRAME
            ? 1
            : task.offer().means().usesPicture() ? task.request().pictures().size() : 0;
    return IntStream.range(0, count).mapToObj(i -> pictureName(task, i)).toList();
  }

  /** Asks how a task is; stops it if nobody wants it any more. */
  public PollResult poll(@Nullable ModelRow row, Task task) {
    boolean fileWasBroken =
        task.state() instanceof TaskState.Running running && running.linkRefreshed();
    String id = Job.id(task.id());
    Job job = JobLookup.find(server, id);
    boolean open = job instanceof Job.Waiting || job instanceof Job.Running;
    if (task.withheld() && open && new JobCancel(server).cancel(id)) {
      job = JobLookup.find(server, id);
    }
    return switch (job) {
      case Job.Waiting(int ahead) ->
          new PollResult.Working(
              null, task.offer().typical().multipliedBy(ahead + 1L), ahead == 0 ? null : ahead);
      case Job.Running _ -> {
        progress.listen();
        yield new PollResult.Working(progress.percent(id), null);
      }
      case Job.Done(JsonNode outputs, Duration gpuTime) -> done(task, outputs, gpuTime);
      case Job.Ended(Failure failure) -> new PollResult.Failed(failure, Money.ZERO);
      case Job.Absent _ -> absent(row, task, fileWasBroken);
      case Job.Unclear(String evidence, boolean denied, Duration retryAfter) ->
          denied
              ? new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_AUTH, evidence))
              : new PollResult.Unclear(evidence, retryAfter);
    };
  }

  private PollResult done(Task task, JsonNode outputs, @Nullable Duration gpuTime) {
    Optional<OutputFile> video = OutputFile.findVideo(outputs, task.id());
    if (video.isPresent()) {
      return new PollResult.Done(
          new RemoteFile(server.url(video.get().path()), null, null, charge(gpuTime)));
    }
    List<OutputFile> others = OutputFile.ofTask(outputs, task.id());
    return new PollResult.Failed(
        others.isEmpty()
            ? Failure.of(FailureKind.NO_FILE, "the workflow saved no file under $filename")
            : Failure.of(FailureKind.BAD_FILE, others.getFirst().filename() + " is no video"),
        Money.ZERO);
  }

  private @Nullable Money charge(@Nullable Duration gpuTime) {
    return gpuSecond == null || gpuTime == null
        ? null
        : gpuSecond.times(
            BigDecimal.valueOf(gpuTime.toMillis())
                .divide(BigDecimal.valueOf(1000), 3, RoundingMode.UP));
  }

  /** A restart forgets queue and history without a word, but not the files. */
  private PollResult absent(@Nullable ModelRow row, Task task, boolean fileWasBroken) {
    if (task.withheld()) {
      return new PollResult.Failed(
          Failure.of(FailureKind.GENERATION_CANCELLED, "taken out of the queue"), Money.ZERO);
    }
    Optional<OutputFile> file = fileWasBroken ? Optional.empty() : findFile(task);
    if (file.isPresent()) {
      return new PollResult.Done(new RemoteFile(server.url(file.get().path()), null, null, null));
    }
    AtomicInteger sent = resends.get(task.id(), _ -> new AtomicInteger());
    if (row == null || sent.get() >= MAX_RESENDS) {
      return new PollResult.Failed(
          Failure.of(FailureKind.LOST_BY_PROVIDER, "forgotten, and sent again " + sent + " times"),
          Money.ZERO);
    }
    log.atWarn()
        .addKeyValue("task", task.id())
        .log("The server has forgotten the job, which happens when it is restarted; sent again");
    return switch (post(row, task, pictureNames(task))) {
      case SubmitResult.Accepted _ -> {
        sent.incrementAndGet();
        yield new PollResult.Working(null, null);
      }
      case SubmitResult.Refused(Failure failure) -> new PollResult.Failed(failure, Money.ZERO);
      case SubmitResult.NotAccepted(Failure failure, _) ->
          failure.kind() == FailureKind.MODEL_UNAVAILABLE
              ? new PollResult.Failed(failure, Money.ZERO)
              : new PollResult.Unclear(failure.detail(), failure.retryAfter());
      case SubmitResult.Unknown(String evidence) -> {
        // It may have been taken, and be what keeps the server from answering.
        sent.incrementAndGet();
        yield new PollResult.Unclear(evidence, null);
      }
      case SubmitResult.Indeterminate(String evidence) -> new PollResult.Unclear(evidence, null);
    };
  }

  private Optional<OutputFile> findFile(Task task) {
    try {
      for (OutputFile guess : OutputFile.guesses(task.id())) {
        if (server.has(guess)) {
          return Optional.of(guess);
        }
      }
    } catch (IOException unreachable) {
      log.atDebug().log("No files can be looked for: {}", server.redact(unreachable.toString()));
    }
    return Optional.empty();
  }
}
