"""What is wrong with a backup or with the place it is restored to, and what to do."""

OF_BACKUPS: dict[str, tuple[str, str]] = {
    "backup.exists": (
        "Файл {value} уже есть. Назовите другой или повторите с --force: тогда он будет заменён целиком.",
        "The file {value} is there already. Name another one, or repeat with --force to replace it whole.",
    ),
    "backup.nothing": (
        "В базе нет таблиц продукта: копировать нечего. Проверьте --var и DATABASE_URL.",
        "The database has none of the product's tables: there is nothing to back up. Check --var and DATABASE_URL.",
    ),
    "backup.not_one": (
        "Это не резервная копия Световода. Проверьте, тот ли файл указан.",
        "This is not a backup of Svetovod. Check that it is the file you mean.",
    ),
    "backup.damaged": (
        "Копия повреждена: {place}. Ничего не изменено. Возьмите другую копию или другой её экземпляр.",
        "The backup is damaged: {place}. Nothing was changed. Take another backup, or another specimen of this one.",
    ),
    "backup.truncated": (
        "Копия обрывается: {place}. Ничего не изменено. Скопируйте файл заново целиком или возьмите другую копию.",
        "The backup is cut off: {place}. Nothing was changed. Copy the file again whole, or take another backup.",
    ),
    "backup.newer": (
        "Копия сделана более новой версией ({place}). Ничего не изменено. Обновите Световод и повторите.",
        "The backup was made by a newer version ({place}). Nothing was changed. Upgrade Svetovod and repeat.",
    ),
    "backup.encrypted": (
        "Копия зашифрована ({place}). Укажите --passphrase-file или --identity.",
        "The backup is encrypted ({place}). Name --passphrase-file or --identity.",
    ),
    "backup.wrong_key": (
        "Копия не открывается этой парольной фразой или ключом, либо повреждено её начало. Ничего не изменено. "
        "Проверьте файл с фразой или ключом.",
        "The backup does not open with this passphrase or key, or its beginning is damaged. Nothing was changed. Check "
        "the file of the passphrase or the key.",
    ),
    "backup.no_key": (
        "В файле {value} нет пригодного ключа. Пару ключей делает svetovod backup ФАЙЛ --new-key.",
        "The file {value} has no usable key. A pair of keys is made by svetovod backup FILE --new-key.",
    ),
    "backup.no_passphrase": (
        "Парольная фраза в файле {value} короче 12 знаков или файл не читается. Запишите туда более длинную.",
        "The passphrase in {value} is shorter than 12 characters, or the file cannot be read. Put a longer one there.",
    ),
    "backup.two_keys": (
        "Укажите либо парольную фразу, либо ключ, но не оба.",
        "Name either a passphrase or a key, not both.",
    ),
    "backup.other_tables": (
        "Состав таблиц копии не сходится с миграциями, которые в ней названы: {place}. Ничего не изменено. "
        "Восстановите её той версией, которой она сделана.",
        "The tables of the backup do not agree with the migrations it names: {place}. Nothing was changed. Restore it "
        "with the version that made it.",
    ),
    "backup.rows_refused": (
        "PostgreSQL не принимает строки копии: {place}. Ничего не изменено. Проверьте версию PostgreSQL и возьмите "
        "другую копию.",
        "PostgreSQL refuses rows of the backup: {place}. Nothing was changed. Check the version of PostgreSQL, or "
        "take another backup.",
    ),
    "backup.differs": (
        "Восстановленное отличается от копии: {place}. Прежние данные не тронуты. Проверьте диск и версию PostgreSQL.",
        "What was restored differs from the backup: {place}. The data of before were not touched. Check the disk and "
        "the version of PostgreSQL.",
    ),
    "backup.file_changed": (
        "Файл менялся, пока его копировали: {place}. Копия не записана; повторите.",
        "A file changed while it was copied: {place}. No backup was written; repeat.",
    ),
    "backup.busy": (
        "Такая же команда уже выполняется. Дождитесь её конца.",
        "The same command is running already. Wait until it ends.",
    ),
    "backup.lost": (
        "Файла с этим хешем нет в хранилище или он изменён, и в копии его нет: {value}. Найдите его в прежней копии.",
        "The file with this hash is not in the store, or was changed; the backup is without it: {value}. Look "
        "for it in an earlier backup.",
    ),
    "backup.other_keys": (
        "Ключ {value} здесь не тот, что был при копировании. Верните папку keys из её отдельной копии.",
        "The key {value} here is not the one of the backup. Bring the folder keys back from its own copy.",
    ),
    "backup.journal_broken": (
        "В журнале копии есть нарушения ({value}): они были и в исходной базе. Смотрите svetovod doctor.",
        "The journal of the backup has faults ({value}), as the original had. See svetovod doctor.",
    ),
    "database.unreachable": (
        "База данных недоступна: {value}. Проверьте DATABASE_URL и работает ли PostgreSQL.",
        "The database cannot be reached: {value}. Check DATABASE_URL and that PostgreSQL runs.",
    ),
    "database.not_empty": (
        "В базе уже есть данные. Повторите с --replace, если их можно заменить.",
        "The database has data. Repeat with --replace if they may be replaced.",
    ),
    "database.in_use": (
        "С базой кто-то соединён. Остановите веб-сервер и обработчик заданий, затем повторите. Ничего не изменено.",
        "Somebody is connected to the database. Stop the web server and the worker, then repeat. Nothing was changed.",
    ),
    "database.may_not_create": (
        "Роль не может создать или переименовать базу данных. Дайте ей право: alter role {place} createdb; она должна "
        "быть и владельцем базы. Ничего не изменено.",
        "The role may not create or rename a database. Give it the right: alter role {place} createdb; it must own the "
        "database too. Nothing was changed.",
    ),
    "database.locks": (
        "PostgreSQL не хватило места в таблице блокировок. Увеличьте max_locks_per_transaction и повторите.",
        "PostgreSQL ran out of room for locks. Raise max_locks_per_transaction and repeat.",
    ),
    "key.unknown": (
        "Ключа «{value}» среди обновляемых нет. Есть: {known}.",
        "There is no key {value} that this command renews. There are: {known}.",
    ),
    "key.missing": (
        "Нет файла ключа {file}: им ещё ничего не закрыто, или данные в другой папке (--var, SVETOVOD_VAR). Ничего не "
        "изменено.",
        "There is no key {file}: it has closed nothing yet, or the data lie in another folder (--var, SVETOVOD_VAR). "
        "Nothing was changed.",
    ),
    "key.foreign": (
        "Ключ {file} не открывает ничего из этой базы: он от другой установки. Ничего не изменено.",
        "The key {file} opens nothing of this database: it belongs to another installation. Nothing was changed.",
    ),
    "key.busy": (
        "С этими данными всё время работали. Повторите в тихую минуту. Ничего не изменено.",
        "People were at work with these data all the time. Repeat in a quiet minute. Nothing was changed.",
    ),
    "key.unforgotten": (
        "Новый ключ не сделан: прежний ключ «{value}» ещё здесь. Сначала: svetovod keys forget {value}.",
        "No new key was made: the former key {value} is still here. First: svetovod keys forget {value}.",
    ),
    "key.early": (
        "Ключ «{value}» обновлён меньше часа назад: что-то ещё может дописываться под прежним. Повторите позже, а если "
        "сервер остановлен — с --now.",
        "The key {value} was renewed less than an hour ago: something may still be written under the former. Repeat "
        "later, or with --now if the server does not run.",
    ),
    "key.file": (
        "Файл ключа {file} нельзя взять: нужны права 600, длина 32 байта и владелец — пользователь продукта. Ничего не "
        "изменено.",
        "The key {file} cannot be used: it must have the mode 600, 32 bytes, and belong to the product's user. Nothing "
        "was changed.",
    ),
    "key.no_former": (
        "Прежнего ключа «{value}» здесь нет: забывать нечего.",
        "There is no former key {value} here: nothing to forget.",
    ),
    "key.half": (
        "Обновление ключа «{value}» прервалось в самом начале. Сначала повторите: svetovod keys renew {value}.",
        "The renewal of the key {value} was cut short at its beginning. First repeat: svetovod keys renew {value}.",
    ),
    "key.lost": (
        "Не открывается ни одним ключом и оставлено как есть: {value}. Если ключ есть в копии папки keys, верните его.",
        "Opened by no key, and left as it is: {value}. If the folder keys has a copy with that key, bring it back.",
    ),
    "database.not_owner": (
        "Это делает владелец таблиц. Задайте DATABASE_OWNER_URL. Ничего не изменено.",
        "This is done by the owner of the tables. Set DATABASE_OWNER_URL. Nothing was changed.",
    ),
    "server.running:restore": (
        "С данными папки {value} работает сервер. Остановите его и повторите.",
        "A server is running with the data of {value}. Stop it and repeat.",
    ),
}
