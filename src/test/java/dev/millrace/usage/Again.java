package dev.millrace.usage;

import dev.millrace.tools.Activity;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/** A row of activity once more, with other values in the fields that a test names. */
final class Again {

  private Again() {}

  static Activity with(Activity row, Map<String, Object> fields) {
    RecordComponent[] components = Activity.class.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    int changed = 0;
    try {
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        types[i] = components[i].getType();
        values[i] =
            fields.containsKey(name) ? fields.get(name) : components[i].getAccessor().invoke(row);
        changed += fields.containsKey(name) ? 1 : 0;
      }
      if (changed != fields.size()) {
        throw new IllegalArgumentException("not all are fields of activity: " + fields.keySet());
      }
      Constructor<Activity> constructor = Activity.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
