package dev.bulkhead.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** What Javadoc says, as plain text. */
final class Javadoc {
    /** A block tag begins a line. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s*");

    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)?\\s+(\\S+?)(?:\\s+([^}]*))?}");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s*([^{}]*)}");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern SENTENCE = Pattern.compile("(?s)(.*?\\.)(?:\\s.*)?");
    private static final Pattern PARAGRAPH = Pattern.compile("(?i)<(?:p|table|ul|ol|pre)\\b");
    private static final Pattern PARAM = Pattern.compile("(?s)(\\w+)\\s*(.*)");

    private final Elements elements;

    Javadoc(Elements elements) {
        this.elements = elements;
    }

    /** {@return the first sentence; empty if there is none} */
    String sentence(Element element) {
        String body = PARAGRAPH.split(BLOCK.split(comment(element), 2)[0], 2)[0];
        String text = plain(body);
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.matches() ? sentence.group(1) : text;
    }

    /** {@return what is said of each {@code @param}} */
    Map<String, String> params(Element element) {
        Map<String, String> params = new HashMap<>();
        String comment = comment(element);
        Matcher block = BLOCK.matcher(comment);
        boolean more = block.find();
        while (more) {
            String tag = block.group(1);
            int begin = block.end();
            more = block.find();
            Matcher param = PARAM.matcher(comment.substring(begin, more ? block.start() : comment.length()));
            if (tag.equals("param") && param.matches()) {
                params.put(param.group(1), plain(param.group(2)));
            }
        }
        return params;
    }

    private String comment(Element element) {
        String comment = elements.getDocComment(element);
        return comment == null ? "" : comment;
    }

    private static String plain(String html) {
        String linked = LINK.matcher(html).replaceAll(link -> {
            String label = link.group(2) == null || link.group(2).isBlank() ? link.group(1) : link.group(2);
            return Matcher.quoteReplacement(label.replace('#', '.'));
        });
        String bare = TAG.matcher(INLINE.matcher(linked).replaceAll("$1")).replaceAll("");
        return bare.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip()
                .replaceAll("\\s+", " ");
    }
}
