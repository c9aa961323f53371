package io.github.reelay.provider;

import io.github.reelay.provider.dialect.HttpPost;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/** The OkHttp request bodies of what a dialect wants to send. */
final class RequestBodies {
  private static final MediaType JSON = MediaType.get("application/json");

  private RequestBodies() {}

  static RequestBody of(HttpPost.Body body) {
    return switch (body) {
      case HttpPost.Body.Json(String text) ->
          RequestBody.create(text.getBytes(StandardCharsets.UTF_8), JSON);
      case HttpPost.Body.Form form -> form(form);
    };
  }

  private static RequestBody form(HttpPost.Body.Form form) {
    MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);
    for (HttpPost.Part part : form.parts()) {
      switch (part) {
        case HttpPost.Part.Field(String name, String value) -> parts.addFormDataPart(name, value);
        case HttpPost.Part.File file ->
            parts.addFormDataPart(
                file.name(),
                file.fileName(),
                RequestBody.create(file.bytes().array(), MediaType.get(file.mediaType())));
      }
    }
    return parts.build();
  }
}
