package io.github.reelay.provider;

import io.github.reelay.provider.dialect.Outgoing;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/** Puts what a dialect wants to send into OkHttp's form. */
final class Bodies {
  private static final MediaType JSON = MediaType.get("application/json");

  private Bodies() {}

  static RequestBody of(Outgoing.Body body) {
    return switch (body) {
      case Outgoing.Body.Json(String text) ->
          RequestBody.create(text.getBytes(StandardCharsets.UTF_8), JSON);
      case Outgoing.Body.Form form -> form(form);
    };
  }

  private static RequestBody form(Outgoing.Body.Form form) {
    MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);
    for (Outgoing.Part part : form.parts()) {
      switch (part) {
        case Outgoing.Part.Field(String name, String value) -> parts.addFormDataPart(name, value);
        case Outgoing.Part.File file ->
            parts.addFormDataPart(
                file.name(),
                file.fileName(),
                RequestBody.create(file.content().array(), MediaType.get(file.mediaType())));
      }
    }
    return parts.build();
  }
}
