package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.RequestParser;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.ContinuePrefix;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Money;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.TaskStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The use case of new videos, remixes and the next clips of films: {@code /video}, {@code /remix},
 * {@code /continue}, a reply to a posted video.
 */
record VideoRequests(
    TaskStore tasks,
    RequestParser parser,
    TaskAcceptor acceptor,
    RequestMends mends,
    DraftCards cards,
    DraftVideos draftVideos,
    ContinuePrefix continuePrefix,
    UserTexts texts) {
  /** A person's tasks that are looked at for one in this topic or thread. */
  private static final int MAX_SEARCHED = 200;

  Answer generate(Sender sender, RequestInput input) {
    return switch (parser.parse(sender, input, RequestKind.GENERATE, null)) {
      case RequestParser.ParseResult.Parsed(var request) ->
          acceptor.accept(sender, input.origin(), request, null);
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.reply(sender, input.origin(), refusal);
    };
  }

  /** A draft video of what was written; a card where there is none. */
  Answer draftFirst(Sender sender, RequestInput input) {
    return parser.parse(sender, input, RequestKind.GENERATE, null)
                instanceof RequestParser.ParseResult.Parsed(VideoRequest request)
            && acceptor.known(input.origin()).isEmpty()
        ? draftVideos
            .of(sender, request, input.origin())
            .map(draft -> acceptor.accept(sender, input.origin(), draft.request(), null))
            .orElseGet(() -> cards.draft(sender, input))
        : generate(sender, input);
  }

  Optional<Money> draftPrice(Sender sender, RequestInput input) {
    return parser.parse(sender, input, RequestKind.GENERATE, null)
            instanceof RequestParser.ParseResult.Parsed(VideoRequest request)
        ? draftVideos.of(sender, request, input.origin()).map(draft -> draft.offer().price())
        : Optional.empty();
  }

  /** What would do instead of what was written, if it is refused. */
  List<Conversation.Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source) {
    Optional<String> next = source == null ? Optional.empty() : continuePrefix.parse(input.text());
    RequestKind kind =
        source == null
            ? RequestKind.GENERATE
            : next.isPresent() ? RequestKind.CONTINUE : RequestKind.REMIX;
    RequestInput asked = next.map(input::withText).orElse(input);
    return switch (parser.parse(sender, asked, kind, source)) {
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.changes(sender, refusal);
      case RequestParser.ParseResult.Parsed(VideoRequest request) ->
          acceptor.check(sender, request)
                  instanceof TaskAcceptor.Eligibility.Refused(RequestRefusal refusal)
              ? mends.changes(sender, refusal)
              : List.of();
    };
  }

  /** A reply that begins with {@code continue:} asks for the next clip instead. */
  Answer remix(Sender sender, RequestInput input, CommandInput.Source source) {
    return find(sender, source)
        .map(found -> remixOf(sender, input, found))
        .orElseGet(() -> notFound(sender, source, RequestKind.REMIX));
  }

  Answer continueFilm(Sender sender, RequestInput input, CommandInput.Source source) {
    return find(sender, source)
        .map(found -> continuationOf(sender, input, found))
        .orElseGet(() -> notFound(sender, source, RequestKind.CONTINUE));
  }

  private Optional<Task> find(Sender sender, CommandInput.Source source) {
    return switch (source) {
      case CommandInput.Source.Newest _ -> newest(sender);
      case CommandInput.Source.OnMessage(MessageRef message) -> tasks.findByMessage(message);
      case CommandInput.Source.OfTask(TaskId id) -> tasks.find(id);
    };
  }

  /** One of another topic or thread of the chat is not meant. */
  private Optional<Task> newest(Sender sender) {
    Optional<Task> newest = tasks.newestDelivered(sender.person(), sender.destination().chat());
    return newest.isEmpty() || sender.isAt(newest.get().address())
        ? newest
        : tasks.ofPerson(sender.person(), MAX_SEARCHED).stream()
            .filter(task -> task.state() instanceof TaskState.Delivered)
            .filter(task -> sender.isAt(task.address()))
            .findFirst();
  }

  private Answer notFound(Sender sender, CommandInput.Source source, RequestKind kind) {
    boolean newest = source instanceof CommandInput.Source.Newest;
    return texts.reply(sender, newest ? key(kind, "none-here") : "remix.not-ours");
  }

  /** A picture with it makes it a new image-to-video request. */
  Answer remixOf(Sender sender, RequestInput input, Task source) {
    if (!input.images().isEmpty()) {
      return generate(sender, input);
    }
    Optional<String> next = continuePrefix.parse(input.text());
    return next.isPresent()
        ? continuationOf(sender, input.withText(next.get()), source)
        : accept(sender, input, RequestKind.REMIX, source);
  }

  /** The next clip of the film that ends with a video; of any video. */
  Answer continuationOf(Sender sender, RequestInput input, Task source) {
    if (input.text().isBlank()) {
      return texts.refuse(sender, "continue.empty");
    }
    return input.images().isEmpty()
        ? accept(sender, input, RequestKind.CONTINUE, source)
        : texts.refuse(sender, "continue.no-picture");
  }

  private Answer accept(Sender sender, RequestInput input, RequestKind kind, Task source) {
    Optional<String> obstacle = obstacleKey(kind, source);
    if (obstacle.isPresent()) {
      return texts.reply(sender, obstacle.get());
    }
    return switch (parser.parse(sender, input, kind, source.id())) {
      case RequestParser.ParseResult.Parsed(var request) ->
          acceptor.accept(sender, input.origin(), request, source);
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.reply(sender, input.origin(), refusal);
    };
  }

  /** The key of why nothing can be made from a task's video; empty when it can. */
  static Optional<String> obstacleKey(RequestKind kind, Task source) {
    return switch (source.state()) {
      case TaskState.Undeliverable kept when kept.isReported() ->
          Optional.of(key(kind, "reported"));
      // The video can be in the chat already while DELIVERED is being committed, and a reply to it
      // is faster at times.
      case TaskState.Delivering _, TaskState.Delivered _, TaskState.Undeliverable _ ->
          Optional.empty();
      case TaskState.Deleted _ -> Optional.of(key(kind, "deleted"));
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.Unconfirmed _, TaskState.Ready _ ->
          Optional.of(key(kind, "not-yet"));
      case TaskState.EndedWithoutVideo _ -> Optional.of("remix.no-video");
    };
  }

  private static String key(RequestKind kind, String what) {
    return (kind == RequestKind.CONTINUE ? "continue." : "remix.") + what;
  }
}
