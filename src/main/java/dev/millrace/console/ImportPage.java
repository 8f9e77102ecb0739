package dev.millrace.console;

import dev.millrace.people.People;
import dev.millrace.people.Roster;
import dev.millrace.people.RosterText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A roster as CSV: looked at first, then taken whole or not at all. */
@Path("/people/import")
@Produces(MediaType.TEXT_HTML)
@OwnersOnly
@Blocking
public class ImportPage {

  private final Visitor visitor;
  private final People people;

  ImportPage(Visitor visitor, People people) {
    this.visitor = visitor;
    this.people = people;
  }

  @GET
  public TemplateInstance form() {
    return new Import("", "", "");
  }

  /** Shows what would be imported, and what is wrong with it. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response preview(
      @RestForm @Nullable String csv,
      @RestForm @Nullable FileUpload file,
      @RestForm @Nullable String charset) {
    String pasted = csv == null ? "" : csv;
    boolean chosen = charset != null && !charset.isEmpty();
    try {
      String text =
          file == null || file.size() == 0
              ? pasted
              : RosterText.read(Files.readAllBytes(file.filePath()), chosen ? charset : null);
      return Response.ok(new Preview(text, read(text))).build();
    } catch (IllegalArgumentException e) {
      return refusal(pasted, chosen ? charset : "", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was shown comes again, and is judged again: the roster may have changed meanwhile. */
  @POST
  @Path("confirm")
  public Response confirm(@FormParam("csv") @Nullable String csv) {
    String text = csv == null ? "" : csv;
    try {
      Roster roster = read(text);
      if (!roster.isGood()) {
        return Response.status(Response.Status.BAD_REQUEST)
            .entity(new Preview(text, roster))
            .build();
      }
      people.put(visitor.org(), roster.members(), visitor.session().member());
      return Response.seeOther(URI.create("/people")).build();
    } catch (IllegalArgumentException e) {
      return refusal(text, "", String.valueOf(e.getMessage()));
    }
  }

  private Roster read(String csv) {
    return Roster.read(csv, people.members(visitor.org()));
  }

  private static Response refusal(String csv, @Nullable String charset, String why) {
    return Response.status(Response.Status.BAD_REQUEST)
        .entity(new Import(csv, charset == null ? "" : charset, why))
        .build();
  }

  /**
   * The form.
   *
   * @param charset of the file as it was chosen; empty if it was not
   * @param refusal why the last one was not read; empty if there was none
   */
  @CheckedTemplate
  record Import(String csv, String charset, String refusal) implements TemplateInstance {}

  /** What would be imported. */
  @CheckedTemplate
  record Preview(String csv, Roster roster) implements TemplateInstance {}
}
