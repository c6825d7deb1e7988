"""What is wrong with a fact of an organisation: who leads it, who founded it, how it is reached."""

OF_PARTICULARS: dict[str, tuple[str, str]] = {
    "particular.person_inn": (
        "У человека ИНН из 12 цифр. Если это организация, выберите соответствующий вид.",
        "A person's INN has 12 digits. If it is an organisation, choose that kind.",
    ),
    "particular.house_inn": (
        "У организации ИНН из 10 цифр. Если это человек, выберите соответствующий вид.",
        "An organisation's INN has 10 digits. If it is a person, choose that kind.",
    ),
    "particular.no_inn": (
        "У телефона, почты и адреса ИНН не бывает: оставьте пустым.",
        "A telephone, an e-mail and an address have no INN: leave it empty.",
    ),
    "particular.name": (
        "Укажите фамилию и имя: по одному слову человека не узнать.",
        "Write the surname and the first name: one word tells nobody.",
    ),
    "particular.telephone": (
        "Укажите телефон с кодом города: 10 цифр или больше.",
        "Write the telephone with the code of the town: 10 digits or more.",
    ),
    "particular.duplicate": (
        "То же самое уже есть в строке {first}. Оставьте одну строку.",
        "The same is in row {first} already. Keep one row.",
    ),
}
