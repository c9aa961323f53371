package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.RequestParser;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Money;
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
 * The use case of new videos and remixes: {@code /video}, {@code /remix}, a reply to a posted
 * video.
 */
record VideoRequests(
    TaskStore tasks,
    RequestParser parser,
    TaskAcceptor acceptor,
    RequestMends mends,
    DraftCards cards,
    DraftVideos draftVideos,
    UserTexts texts) {
  Answer generate(Sender sender, RequestInput input) {
    return switch (parser.parse(sender, input, null)) {
      case RequestParser.ParseResult.Parsed(var request) ->
          acceptor.accept(sender, input.origin(), request, null);
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.reply(sender, input.origin(), refusal);
    };
  }

  /** A draft video of what was written; a card where there is none. */
  Answer draftFirst(Sender sender, RequestInput input) {
    return parser.parse(sender, input, null)
                instanceof RequestParser.ParseResult.Parsed(VideoRequest request)
            && acceptor.known(input.origin()).isEmpty()
        ? draftVideos
            .of(sender, request, input.origin())
            .map(draft -> acceptor.accept(sender, input.origin(), draft.request(), null))
            .orElseGet(() -> cards.draft(sender, input))
        : generate(sender, input);
  }

  Optional<Money> draftPrice(Sender sender, RequestInput input) {
    return parser.parse(sender, input, null)
            instanceof RequestParser.ParseResult.Parsed(VideoRequest request)
        ? draftVideos.of(sender, request, input.origin()).map(draft -> draft.offer().price())
        : Optional.empty();
  }

  /** What would do instead of what was written, if it is refused. */
  List<Conversation.Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source) {
    return switch (parser.parse(sender, input, source)) {
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.changes(sender, refusal);
      case RequestParser.ParseResult.Parsed(VideoRequest request) ->
          acceptor.check(sender, request)
                  instanceof TaskAcceptor.Eligibility.Refused(RequestRefusal refusal)
              ? mends.changes(sender, refusal)
              : List.of();
    };
  }

  Answer remix(Sender sender, RequestInput input, CommandInput.Source source) {
    Optional<Task> task =
        switch (source) {
          case CommandInput.Source.Newest _ ->
              tasks.newestDelivered(sender.person(), sender.destination().chat());
          case CommandInput.Source.OnMessage(MessageRef message) -> tasks.findByMessage(message);
          case CommandInput.Source.OfTask(TaskId id) -> tasks.find(id);
        };
    boolean newest = source instanceof CommandInput.Source.Newest;
    return task.map(found -> remixOf(sender, input, found))
        .orElseGet(() -> texts.reply(sender, newest ? "remix.none-here" : "remix.not-ours"));
  }

  /** A picture with it makes it a new image-to-video request. */
  Answer remixOf(Sender sender, RequestInput input, Task source) {
    if (!input.images().isEmpty()) {
      return generate(sender, input);
    }
    Optional<String> obstacle = remixObstacleKey(source);
    if (obstacle.isPresent()) {
      return texts.reply(sender, obstacle.get());
    }
    return switch (parser.parse(sender, input, source.id())) {
      case RequestParser.ParseResult.Parsed(var request) ->
          acceptor.accept(sender, input.origin(), request, source);
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.reply(sender, input.origin(), refusal);
    };
  }

  /** The key of why a task's video cannot be remixed; empty when it can. */
  static Optional<String> remixObstacleKey(Task source) {
    return switch (source.state()) {
      case TaskState.Undeliverable kept when kept.isReported() -> Optional.of("remix.reported");
      // The video can be in the chat already while DELIVERED is being committed, and a reply to it
      // is faster at times.
      case TaskState.Delivering _, TaskState.Delivered _, TaskState.Undeliverable _ ->
          Optional.empty();
      case TaskState.Deleted _ -> Optional.of("remix.deleted");
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.Unconfirmed _, TaskState.Ready _ ->
          Optional.of("remix.not-yet");
      case TaskState.EndedWithoutVideo _ -> Optional.of("remix.no-video");
    };
  }
}
