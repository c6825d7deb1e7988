"""What is wrong with instances of an assignment or of meetings, and with tables; joined with others in `problems`."""

OF_INSTANCES: dict[str, tuple[str, str]] = {
    "file.unreadable:npz": (
        "Файл не читается как архив массивов NPZ. Сохраните его функцией numpy.savez, без объектов Python.",
        "The file cannot be read as an NPZ archive of arrays. Save it with numpy.savez, without Python objects.",
    ),
    "file.unreadable:dzn": (
        "Файл не читается как текст .dzn в кодировке UTF-8. Выгрузите данные MiniZinc заново.",
        "The file cannot be read as .dzn text in UTF-8. Export the MiniZinc data again.",
    ),
    "file.unreadable:dzn_syntax": (
        "Около «{value}» нарушена запись .dzn: «имя = значение;», где значение — число, множество или список чисел.",
        "Near “{value}” this is not .dzn: “name = value;” is needed, the value a number, a set or a list of numbers.",
    ),
    "file.unreadable:table": (
        "Файл не читается до конца как таблица CSV в кодировке UTF-8 или Parquet. Сохраните его заново.",
        "The file cannot be read to its end as a CSV table in UTF-8 or as Parquet. Save it anew.",
    ),
    "file.too_large:array": (
        "Массив больше допустимых {limit} ячеек. Разделите отбор на части.",
        "The array has more than the allowed {limit} cells. Divide the round into parts.",
    ),
    "number.invalid:array": (
        "«{value}»: баллы — конечные числа до 10^9, число экспертов и нагрузка — целые, запреты — да или нет.",
        "“{value}”: scores are finite numbers up to 10^9, coverage and loads are whole, forbidden is yes or no.",
    ),
    "number.invalid:shape": (
        "Размер массива {value}, а нужен {wanted}.",
        "The array's shape is {value}, {wanted} is needed.",
    ),
    "number.invalid:range": (
        "{value}: нужно число в пределах {wanted}.",
        "{value}: a number within {wanted} is needed.",
    ),
    "number.invalid:dzn_kind": ("Здесь нужна запись вида {wanted}.", "Something like {wanted} is needed here."),
    "number.invalid:dzn_length": (
        "Элементов {value}, а нужно {wanted}.",
        "There are {value} elements, {wanted} are needed.",
    ),
    "number.invalid:slots": (
        "«{value}»: нужны номера слотов от 1 через точку с запятой, промежуток через дефис: 1; 5-7.",
        "“{value}”: numbers of slots from 1 are needed with ; between, a range with a hyphen: 1; 5-7.",
    ),
    "number.invalid:same": (
        "{value}: участник не может встретиться сам с собой. Укажите двух разных.",
        "{value}: a participant cannot meet itself. Give two different ones.",
    ),
    "number.invalid:dzn_twice": (
        "Одно и то же задано под старым и новым именем. Оставьте одно.",
        "The same is given under its old and its new name. Keep one.",
    ),
}
