package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.config.YamlSection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The reader of a file in config/wires; docs/adding-a-dialect.md tells the keys. */
record DialectReader(YamlSection root) {
  private static final String POINTER = "a JSON pointer such as /data/0/id";
  private static final String UNKNOWN_ID = "task_00000000000000000000000000";
  private static final String POINTER_OR_NAME = "a JSON pointer, or a field's name";
  private static final List<String> CANCEL_METHODS = List.of("post", "put", "delete");
  private static final Map<String, StatusWord> MEANINGS =
      Map.of(
          "working", StatusWord.WORKING,
          "done", StatusWord.DONE,
          "failed", StatusWord.FAILED,
          "cancelled", StatusWord.CANCELLED,
          "missing", StatusWord.MISSING);

  Dialect read(String name) {
    YamlSection submit = root.section("submit");
    YamlSection task = root.section("task");
    KeyHeader key =
        root.optional(
                "key",
                "bearer, key, token, x-goog-api-key, jwt, none",
                text -> KeyHeader.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT)))
            .orElse(KeyHeader.BEARER);
    PostTemplate.Callback callback = part(root, "callback", DialectReader::callback);
    PostTemplate generation = post(submit, Set.of("model"), callback);
    ErrorRule rule = part(root, "errors", DialectReader::errors);
    ErrorRule errors = rule == null ? ErrorRule.NONE : rule;
    PathTemplate content =
        optionalPath(task, "content", Set.of("id"))
            .map(path -> new PathTemplate(path, null))
            .orElse(null);
    Dialect dialect =
        new Dialect(
            name,
            key,
            root.flag("key-needed", key != KeyHeader.NONE),
            headers(),
            root.flag("file-with-key", true),
            generation,
            part(root, "remix", remix -> post(remix, Set.of("id", "model"), callback)),
            path(task, Set.of("id")),
            content,
            part(task, "result", DialectReader::result),
            task.text("unknown-id", UNKNOWN_ID),
            part(root, "cancel", DialectReader::cancel),
            part(root, "lookup", DialectReader::lookup),
            task.time("min-poll-gap", Duration.ZERO),
            new SubmitReplyParser(
                needed(submit, "id"),
                submit.flag("id-is-path", false),
                generation.path().has("model"),
                errors),
            new PollReplyParser(places(task), content != null, errors));
    submit.rejectUnknownKeys();
    task.rejectUnknownKeys();
    root.rejectUnknownKeys();
    return dialect;
  }

  /** What a part of the file says; null where the file has none. */
  private static <T> @Nullable T part(
      YamlSection at, String key, Function<YamlSection, T> reading) {
    if (!at.has(key)) {
      return null;
    }
    YamlSection part = at.section(key);
    T read = reading.apply(part);
    part.rejectUnknownKeys();
    return read;
  }

  private Map<String, String> headers() {
    YamlSection given = root.section("headers");
    Map<String, String> headers = new LinkedHashMap<>();
    given.keys().forEach(name -> headers.put(name, given.requiredText(name)));
    return headers;
  }

  private static PostTemplate.Callback callback(YamlSection at) {
    String query = at.optional("query", "a name such as webhook", text -> text).orElse(null);
    PostTemplate.Callback callback =
        new PostTemplate.Callback(
            at.optionalNode("body").orElseGet(JsonNodeFactory.instance::objectNode),
            query,
            needed(at, "id"),
            at.optional(
                    "id-form",
                    "a text around {value}, with no other place than {app}",
                    DialectReader::idForm)
                .orElse("{value}"));
    rejectUnknownSlots(at, callback.body());
    if (query == null && !JsonBody.holds(callback.body(), JsonBody.CALLBACK)) {
      at.reject("body", "needed: where $callback goes, or else a query");
    }
    return callback;
  }

  private static String idForm(String form) {
    if (!form.contains("{value}")
        || form.replace("{value}", "").replace("{app}", "").matches(".*[{}].*")) {
      throw new IllegalArgumentException(form);
    }
    return form;
  }

  private static void rejectUnknownSlots(YamlSection at, JsonNode body) {
    texts(body)
        .filter(text -> text.startsWith("$") && !JsonBody.SLOTS.contains(text))
        .forEach(text ->
            at.reject(
                "body",
                text
                    + " is no slot; there are "
                    + String.join(", ", new TreeSet<>(JsonBody.SLOTS))));
  }

  private static PostTemplate post(
      YamlSection at, Set<String> places, PostTemplate.@Nullable Callback callback) {
    JsonNode body =
        at.optionalNode("body")
            .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("model", JsonBody.MODEL));
    rejectUnknownSlots(at, body);
    return new PostTemplate(
        path(at, places),
        at.flag("as", "form", "json", false),
        body,
        at.flag("row-fields", true),
        at.flag("keeps-length", false),
        callback);
  }

  private static Stream<String> texts(JsonNode value) {
    return value.isTextual()
        ? Stream.of(value.asText())
        : StreamSupport.stream(value.spliterator(), false).flatMap(DialectReader::texts);
  }

  /** Where its {@code value} stands is told with the places of the task. */
  private static PathTemplate result(YamlSection result) {
    pointers(result, "value");
    return plainPath(result, Set.of("id", "value"));
  }

  private static CancelRule cancel(YamlSection cancel) {
    Set<String> when = Set.copyOf(cancel.list("when", "words of its status", StatusWord::plain));
    if (when.isEmpty()) {
      cancel.reject("when", "needed: the words of its status with which it costs nothing");
    }
    return new CancelRule(
        cancel
            .optional("method", String.join(", ", CANCEL_METHODS), DialectReader::cancelMethod)
            .orElse("POST"),
        plainPath(cancel, Set.of("id")),
        when,
        conditions(cancel, "charged-if"));
  }

  private static String cancelMethod(String text) {
    if (!CANCEL_METHODS.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text.toUpperCase(Locale.ROOT);
  }

  private static LookupRule lookup(YamlSection lookup) {
    return new LookupRule(
        path(lookup, Set.of("identity")), needed(lookup, "id"), needed(lookup, "identity"));
  }

  private static TaskPointers places(YamlSection task) {
    return new TaskPointers(
        pointers(task, "in"),
        needed(task, "status"),
        words(task.section("words")),
        task.flag("without-status", "working", "unclear", false)
            ? StatusWord.WORKING
            : StatusWord.UNKNOWN,
        conditions(task, "failed-if"),
        conditions(task, "moderated-if"),
        conditions(task, "cancelled-if"),
        pointers(task, "queue-place"),
        pointers(task, "progress"),
        pointers(task, "estimate"),
        pointers(task, "seconds"),
        pointers(task, "cost"),
        task.optional("cost-unit", "a number such as 0.0000000001", BigDecimal::new)
            .orElse(BigDecimal.ONE),
        pointers(task, "reason"),
        pointers(task, "link"),
        pointers(task.section("result"), "value"),
        task.has("link-ttl") ? task.time("link-ttl", Duration.ZERO) : null);
  }

  private static Map<String, StatusWord> words(YamlSection given) {
    Map<String, StatusWord> words = new HashMap<>();
    MEANINGS.forEach((key, meaning) ->
        given.list(key, "words", StatusWord::plain).forEach(word -> words.put(word, meaning)));
    given.rejectUnknownKeys();
    return words;
  }

  /** By place: {@code any}, or the values that it must have. */
  private static List<Pointers.Condition> conditions(YamlSection task, String key) {
    List<Pointers.Condition> conditions = new ArrayList<>();
    YamlSection given = task.section(key);
    for (String place : given.keys()) {
      boolean any =
          given.optionalNode(place).filter(node -> node.asText().equals("any")).isPresent();
      List<String> values = any ? List.of() : given.list(place, "values, or any", text -> text);
      if (any || !values.isEmpty()) {
        conditions.add(new Pointers.Condition(place, values));
      }
    }
    return conditions;
  }

  private static ErrorRule errors(YamlSection errors) {
    Map<String, Integer> statuses = new HashMap<>();
    YamlSection given = errors.section("statuses");
    for (String code : given.keys()) {
      given
          .optional(code, "an HTTP status such as 402", DialectReader::errorStatus)
          .ifPresent(status -> statuses.put(code, status));
    }
    return new ErrorRule(
        pointers(errors, "code"),
        pointers(errors, "text"),
        Set.copyOf(errors.list("good", "codes", text -> text)),
        statuses,
        Set.copyOf(errors.list("busy", "codes", text -> text)),
        conditions(errors, "day-quota-if"),
        errors.list("wait", POINTER_OR_NAME, text -> text));
  }

  private static int errorStatus(String text) {
    int status = Integer.parseInt(text);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(text);
    }
    return status;
  }

  private static List<String> needed(YamlSection at, String key) {
    List<String> pointers = pointers(at, key);
    if (pointers.isEmpty()) {
      at.reject(key, "needed: a list of pointers such as [/data/0/id]");
    }
    return pointers;
  }

  private static List<String> pointers(YamlSection at, String key) {
    return at.list(
        key,
        POINTER,
        text -> {
          JsonPointer.compile(text.replace(VideoLink.JSON_STEP, ""));
          return text;
        });
  }

  private static PathTemplate plainPath(YamlSection at, Set<String> places) {
    return new PathTemplate(neededPath(at, places), null);
  }

  private static PathTemplate path(YamlSection at, Set<String> places) {
    return new PathTemplate(
        neededPath(at, places), optionalPath(at, "path-with-picture", places).orElse(null));
  }

  private static String neededPath(YamlSection at, Set<String> places) {
    if (!at.has("path")) {
      at.reject("path", "missing; it is needed");
    }
    return optionalPath(at, "path", places).orElse("");
  }

  private static Optional<String> optionalPath(YamlSection at, String key, Set<String> places) {
    return at.optional(
        key,
        "a path such as /v1/videos, with no other places than {"
            + String.join("}, {", new TreeSet<>(places))
            + "}",
        text -> checked(text, places));
  }

  private static String checked(String path, Set<String> places) {
    Matcher place = PathTemplate.PLACE.matcher(path);
    boolean known = place.results().allMatch(found -> places.contains(found.group(2)));
    String rest = place.replaceAll("");
    if (!path.startsWith("/") || !known || rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException(path);
    }
    return path;
  }
}
