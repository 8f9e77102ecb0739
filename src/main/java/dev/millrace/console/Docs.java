package dev.millrace.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The documentation: the Markdown files of {@code src/docs}, as HTML. */
@Singleton
final class Docs {

  /** One page per reader, in the order in which the list shows them. */
  static final List<Title> TITLES =
      List.of(
          new Title("senders", "Sending data"),
          new Title("owners", "Keys, people and figures"),
          new Title("api", "API"),
          new Title("data-engineers", "The data lake"),
          new Title("operators", "Operating Millrace"),
          new Title("aws", "Deploying on AWS"),
          new Title("developers", "Developing Millrace"));

  private static final Pattern PAGE = Pattern.compile("([a-z-]+)\\.md(#.*)?");

  private final List<Extension> extensions =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private final Parser parser = Parser.builder().extensions(extensions).build();
  private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(extensions).build();

  /** A page as HTML; empty if there is none of this name. */
  Optional<String> page(String name) {
    return TITLES.stream().filter(title -> title.name().equals(name)).findAny().map(this::html);
  }

  private String html(Title title) {
    Node document = parser.parse(text(title));
    document.accept(new Links());
    return renderer.render(document);
  }

  private static String text(Title title) {
    String resource = "/docs/" + title.name() + ".md";
    try (InputStream stream = Docs.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not packaged");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A page and its heading.
   *
   * @param name of the file, and in the address
   */
  record Title(String name, String heading) {}

  /** Links lead to pages of the console; files of the repository are named without a link. */
  private static final class Links extends AbstractVisitor {

    @Override
    public void visit(Link link) {
      String target = link.getDestination();
      if (PAGE.matcher(target).matches()) {
        link.setDestination("/docs/" + target.replace(".md", ""));
      } else if (!target.startsWith("#")) {
        unlink(link);
      }
    }

    private static void unlink(Link link) {
      Node child = link.getFirstChild();
      while (child != null) {
        Node next = child.getNext();
        link.insertBefore(child);
        child = next;
      }
      link.unlink();
    }
  }
}
