"""What people and programs call the states of a task, by language; separated by commas.

Each language has the logical values of spreadsheets (Excel, Sheets and LibreOffice write the name of their function
TRUE or FALSE in the language of the file), the states of Notion's status property in the languages that Notion has
(Not started, In progress, Done) with the names of their groups (To-do, In progress, Complete), the words for yes and
no, and the plain words for the four states. English also has the states of Jira, Trello, Asana, GitHub Projects,
Microsoft Planner, Google Sheets, Todoist, TickTick, Taskwarrior and of sites that count what one has read or solved.

Sources: the logical values of cs, da, de, es, fi, fr, hu, it, nl, no, pl, pt, ru, sv and tr are the names of Excel's
functions in PhpSpreadsheet (`src/PhpSpreadsheet/Calculation/locale/*/functions`, compared in November 2026). The states
of Notion in Japanese are those in https://note.com/biz_hayo8484/n/n6b4942410b2e. Yes, no and the five states of an
issue (New, In Progress, Resolved, Closed, Rejected) are those of Redmine (`config/locales/*.yml`, compared in November
2026) in all languages below but Hindi; where its file has the English word or one that means something else too, as in
Arabic, Finnish, Greek, Hebrew, Indonesian, Romanian and Thai, that word is left out. Of the remaining words, and of all
words in Hindi, no list was found: they are the usual ones, and what is not among them is listed for the user.
"""

from __future__ import annotations

LANGUAGES = {
    "en": """
        done: done, complete, completed, completion, finished, finish, yes, y, true, x, success, successful,
            succeeded, passed, pass, ok, okay, closed, learned, learnt, mastered, read, watched, solved, accepted,
            ac, resolved, shipped, released, launched, published, approved, merged, achieved, attended, checked,
            ticked, covered, understood, studied, practised, practiced, reviewed, all done, got it, i know this,
            known, fixed, delivered, complete 100, tested, certified, acquired, i can do it, graduated, submitted
        doing: doing, started, begun, wip, ongoing, on going, active, learning, current, currently, current task,
            reading, watching, partial, partially, partly, half, half done, halfway, in progress, inprogress,
            in work, work in progress, in review, under review, reviewing, needs review, to review, review,
            needs attention, attempted, attempting, revisit, needs practice, practising, practicing, studying,
            working, working on it, almost, almost done, nearly done, processing, in development, in dev,
            in testing, testing, qa, ready for qa, ongoing learning, continuing, draft, drafting, underway,
            under way, this week, now, revising, refreshing, strt, executing, in study, familiar, improving
        skipped: skipped, skip, cancelled, canceled, cancel, dropped, drop, abandoned, n/a, na, not applicable,
            ignored, ignore, won't do, wont do, will not do, won't fix, wontfix, not needed, not relevant,
            irrelevant, removed, rejected, deleted, discarded, obsolete, out of scope, excluded, duplicate,
            declined, killed, archived
        todo: todo, to do, to-do, pending, no, n, false, open, new, backlog, planned, planning, plan, none, failed,
            fail, not started, notstarted, not yet, not yet started, not started yet, not begun, not done, undone,
            incomplete, unfinished, uncompleted, not completed, not complete, not finished, unstarted, unsolved,
            unread, unwatched, unchecked, unlearned, to learn, want to learn, to read, to watch, to study, to start,
            ready, ready to start, next, next up, up next, queued, queue, upcoming, future, idea, ideas, inbox,
            scheduled, someday, wishlist, selected for development, triage, needs triage, unassigned, normal,
            not attempted, never, no status, later, soon, remaining, assigned, requested, draft idea,
            i don't know this, unknown yet, needs action, needsaction, available, icebox
    """,
    "de": """
        done: wahr, erledigt, fertig, abgeschlossen, beendet, gelernt, gelesen, gesehen, bestanden, ja, j,
            geschafft, gemacht, vollständig, vollendet, gelöst, verstanden, geschlossen
        doing: in bearbeitung, in arbeit, läuft, laufend, begonnen, angefangen, gestartet, aktiv, teilweise,
            in gange, im gange, in prüfung, lerne ich gerade, halb
        skipped: übersprungen, abgebrochen, verworfen, entfällt, nicht nötig, nicht zutreffend, storniert,
            ausgelassen, gestrichen, abgesagt, gekündigt, abgewiesen
        todo: falsch, nein, nicht begonnen, nicht gestartet, offen, zu erledigen, geplant, neu, ausstehend,
            noch nicht, nicht erledigt, unerledigt, nicht fertig, anstehend, zu tun, zu lernen, backlog, nächste
    """,
    "fr": """
        done: vrai, terminé, terminée, terminés, fini, finie, fait, faite, oui, o, achevé, achevée, complété,
            complet, appris, lu, vu, réussi, validé, acquis, résolu, fermé, maîtrisé
        doing: en cours, commencé, commencée, débuté, démarré, actif, partiel, partiellement, à moitié, en révision,
            en apprentissage, en traitement, en cours d'apprentissage
        skipped: ignoré, sauté, annulé, annulée, abandonné, abandonnée, sans objet, non applicable, passé, rejeté
        todo: faux, non, pas commencé, pas commencée, non commencé, non commencée, pas encore commencé, à faire,
            a faire, prévu, planifié, ouvert, nouveau, en attente, pas encore, pas fait, non fait, à apprendre,
            à venir, non démarré, pas démarré, non terminé
    """,
    "es": """
        done: verdadero, hecho, hecha, terminado, terminada, completado, completada, completo, completa, listo, lista,
            sí, si, s, finalizado, finalizada, aprendido, leído, visto, aprobado, resuelto, cerrado, dominado,
            resuelta, cerrada
        doing: en curso, en progreso, en proceso, en marcha, empezado, empezada, iniciado, iniciada, comenzado,
            activo, parcial, parcialmente, aprendiendo, leyendo, a medias, en revisión, en desarrollo
        skipped: omitido, omitida, saltado, cancelado, cancelada, descartado, descartada, no aplica, abandonado,
            anulado, rechazada
        todo: falso, no, sin empezar, sin comenzar, sin iniciar, no iniciado, no iniciada, no empezado, por hacer,
            pendiente, planificado, abierto, nuevo, nueva, todavía no, aún no, por aprender, no hecho,
            no completado, próximo
    """,
    "pt": """
        done: verdadeiro, concluído, concluída, feito, feita, terminado, terminada, completo, completa, completado,
            sim, pronto, pronta, finalizado, finalizada, aprendido, lido, visto, aprovado, resolvido, dominado,
            fechado, resolvida, fechada
        doing: em andamento, em progresso, em curso, em execução, em processo, iniciado, iniciada, começado, ativo,
            parcial, parcialmente, aprendendo, estudando, lendo, fazendo, em revisão
        skipped: ignorado, pulado, cancelado, cancelada, descartado, não se aplica, não aplicável, abandonado,
            saltado, rejeitado, rejeitada
        todo: falso, não, nao, não iniciado, não iniciada, não começado, não começada, por iniciar, a fazer,
            por fazer, para fazer, pendente, planejado, planeado, aberto, novo, nova, ainda não, não feito,
            não concluído, a aprender
    """,
    "it": """
        done: vero, fatto, fatta, completato, completata, finito, finita, terminato, terminata, concluso, conclusa,
            sì, si, imparato, letto, visto, superato, risolto, chiuso, completo
        doing: in corso, iniziato, iniziata, cominciato, avviato, in lavorazione, in esecuzione, attivo, parziale,
            parzialmente, a metà, in revisione, in elaborazione
        skipped: saltato, ignorato, annullato, annullata, abbandonato, non applicabile, scartato, cancellato,
            cancellata, rifiutato
        todo: falso, no, non iniziato, non iniziata, non avviato, da fare, da iniziare, da imparare, in sospeso,
            in attesa, pianificato, aperto, nuovo, nuova, non ancora, non fatto, non completato
    """,
    "nl": """
        done: waar, klaar, gereed, voltooid, afgerond, gedaan, af, ja, geleerd, gelezen, bekeken, geslaagd,
            opgelost, gesloten
        doing: bezig, mee bezig, in uitvoering, begonnen, gestart, lopend, actief, gedeeltelijk, in behandeling,
            wordt uitgevoerd, onderhanden
        skipped: overgeslagen, geannuleerd, vervallen, niet van toepassing, nvt, n.v.t, afgewezen
        todo: onwaar, nee, niet gestart, niet begonnen, nog niet gestart, nog niet begonnen, te doen, nog te doen,
            gepland, open, nieuw, nog niet, niet klaar, te leren, openstaand
    """,
    "sv": """
        done: sant, klar, klart, klara, färdig, färdigt, avslutad, avslutat, slutförd, slutfört, gjort, ja, genomförd,
            läst, löst, stängd
        doing: pågår, pågående, påbörjad, påbörjat, startad, aktiv, delvis
        skipped: hoppad över, överhoppad, avbruten, inställd, ej aktuell, ej tillämpligt, avslagen
        todo: falskt, nej, ej påbörjad, ej påbörjat, inte påbörjad, inte påbörjat, inte startad, att göra, planerad,
            öppen, ny, väntande, ej klar, inte klar
    """,
    "da": """
        done: sand, færdig, færdigt, fuldført, afsluttet, udført, gjort, ja, gennemført, klaret, løst, lukket
        doing: i gang, igangværende, igang, påbegyndt, begyndt, startet, aktiv, delvist
        skipped: sprunget over, annulleret, afbrudt, ikke relevant, aflyst, afvist
        todo: falsk, nej, ikke startet, ikke begyndt, ikke påbegyndt, at gøre, opgaver, planlagt, åben, ny,
            afventer, ikke færdig
    """,
    "no": """
        done: sann, ferdig, fullført, utført, avsluttet, gjort, ja, gjennomført, bestått, avklart, lukket
        doing: pågår, pågående, under arbeid, påbegynt, i gang, startet, aktiv, delvis
        skipped: hoppet over, avbrutt, kansellert, ikke aktuelt, avlyst, avvist
        todo: usann, nei, ikke startet, ikke begynt, ikke påbegynt, å gjøre, gjøremål, planlagt, åpen, ny, venter,
            ikke ferdig
    """,
    "fi": """
        done: tosi, valmis, tehty, suoritettu, kyllä, päättynyt, opittu, luettu, hyväksytty, suljettu
        doing: käynnissä, kesken, aloitettu, työn alla, meneillään, aktiivinen, osittain
        skipped: ohitettu, peruttu, peruutettu, hylätty
        todo: epätosi, ei, ei aloitettu, ei aloitettu vielä, aloittamatta, tehtävä, tekemättä, suunniteltu, avoin,
            uusi, odottaa
    """,
    "pl": """
        done: prawda, gotowe, gotowy, gotowa, zrobione, ukończone, ukończono, zakończone, zakończono, wykonane, tak,
            t, przeczytane, opanowane, zaliczone, zamknięte, rozwiązany, zamknięty
        doing: w toku, w trakcie, w trakcie realizacji, rozpoczęte, rozpoczęto, w realizacji, aktywne, częściowo,
            uczę się
        skipped: pominięte, pominięto, anulowane, anulowano, porzucone, nie dotyczy, odrzucony
        todo: fałsz, nie, nie rozpoczęto, nierozpoczęte, nie rozpoczęte, do zrobienia, zaplanowane, planowane,
            otwarte, nowe, oczekujące, jeszcze nie, niezrobione, nowy
    """,
    "cs": """
        done: pravda, hotovo, hotový, hotové, dokončeno, dokončené, splněno, ano, naučeno, přečteno, uzavřeno,
            vyřešený, uzavřený
        doing: probíhá, v průběhu, rozpracováno, rozpracované, zahájeno, začato, aktivní, částečně, ve vývoji
        skipped: přeskočeno, zrušeno, vynecháno, netýká se, odmítnutý
        todo: nepravda, ne, nezahájeno, nezačato, nezapočato, k dokončení, udělat, plánováno, otevřené, nové, čeká,
            ještě ne, nový
    """,
    "sk": """
        done: pravda, hotovo, dokončené, dokončeno, splnené, áno, naučené, vyriešená, uzavretá
        doing: prebieha, rozpracované, začaté, rozpracovaná
        skipped: preskočené, zrušené, vynechané, odmietnutá
        todo: nepravda, nie, nezačaté, na vykonanie, plánované, otvorené, čaká
    """,
    "hu": """
        done: igaz, kész, elkészült, befejezve, befejezett, teljesítve, igen, megtanulva, lezárva, megoldva, lezárt
        doing: folyamatban, elkezdve, megkezdve, elkezdett, részben, aktív
        skipped: kihagyva, törölve, megszakítva, elvetve, elutasított
        todo: hamis, nem, nincs elkezdve, nem kezdődött el, nem elkezdett, teendő, tennivaló, tervezett, nyitott,
            új, függőben
    """,
    "ro": """
        done: adevărat, gata, terminat, finalizat, finalizată, complet, completat, da, făcut, încheiat, învățat,
            rezolvat, închis
        doing: în curs, în desfășurare, în lucru, în progres, început, parțial
        skipped: omis, anulat, abandonat, sărit, respins
        todo: fals, nu, neînceput, nu a început, de făcut, planificat, deschis, nou, în așteptare
    """,
    "tr": """
        done: doğru, tamamlandı, bitti, yapıldı, tamam, evet, bitirildi, öğrenildi, okundu, çözüldü, kapatıldı
        doing: devam ediyor, devam eden, sürüyor, yapılıyor, başladı, başlandı, işlemde, kısmen
        skipped: atlandı, iptal, iptal edildi, vazgeçildi, reddedildi
        todo: yanlış, hayır, başlanmadı, başlamadı, yapılacak, yapılacaklar, planlandı, açık, yeni, bekliyor,
            beklemede
    """,
    "ru": """
        done: истина, готово, готов, сделано, выполнено, выполнен, завершено, завершён, завершен, закончено, да,
            изучено, прочитано, пройдено, решено, закрыто, выучено, освоено, решена, закрыта
        doing: в процессе, в работе, выполняется, начато, начат, в ходе выполнения, идёт, идет, частично, изучаю,
            учу, читаю, активно, на проверке
        skipped: пропущено, отменено, отменён, отменен, отклонено, не нужно, не применимо, неактуально, отмена,
            отклонена
        todo: ложь, нет, не начато, не начат, не начиналось, к выполнению, сделать, надо сделать, запланировано,
            открыто, новое, новый, ожидает, в ожидании, ещё нет, еще нет, не сделано, не готово, не выполнено, в
            планах, изучить, новая
    """,
    "uk": """
        done: істина, готово, зроблено, виконано, завершено, закінчено, так, вивчено, прочитано, пройдено, вирішено,
            зачинено
        doing: у процесі, в процесі, виконується, у роботі, в роботі, розпочато, почато, частково, триває
        skipped: пропущено, скасовано, відхилено, відмовлено
        todo: хибність, хиба, ні, не розпочато, не почато, зробити, потрібно зробити, заплановано, відкрито, нове,
            очікує, ще ні, не зроблено, новий
    """,
    "el": """
        done: αληθεσ, αληθές, αληθής, ολοκληρώθηκε, ολοκληρωμένο, ολοκληρωμένη, έγινε, τέλος, ναι, τελείωσε, έτοιμο,
            επιλυμένο, κλειστό
        doing: σε εξέλιξη, ξεκίνησε, σε επεξεργασία, εν μέρει
        skipped: παραλείφθηκε, ακυρώθηκε, απορριπτέο
        todo: ψευδεσ, ψευδές, ψευδής, όχι, δεν ξεκίνησε, δεν έχει ξεκινήσει, προς υλοποίηση, εκκρεμεί, νέο, ανοιχτό,
            νέα
    """,
    "ja": """
        done: 完了, 完了済み, 完了した, 完了しました, 済, 済み, 終了, 達成, 習得済み, 学習済み,
            既読, 合格, はい, 真, できた, クリア, 完成, 対応済み, 修了, 解決
        doing: 進行中, 作業中, 実行中, 着手中, 着手, 学習中, 対応中, 処理中, 途中, 一部, 進捗中, レビュー中,
            やっている, 取り組み中
        skipped: スキップ, 中止, 取消, キャンセル, 対象外, 不要, 省略, 見送り, 却下, 取り消し, 取りやめ
        todo: 未着手, 未完了, 未, 未対応, 未開始, 未学習, 未実施, 未読, 予定, 新規, これから, やること, todo,
            待機中, いいえ, 偽, 開始前, 未処理
    """,
    "zh": """
        done: 完成, 已完成, 完成了, 是, 真, 对, 已学, 已学习, 已学完, 学完, 已掌握, 掌握, 已读, 已看, 已结束, 结束,
            通过, 已通过, 已解决, 已关闭, 完结, 做完了, 已學, 已學習, 已學完, 學完, 已讀, 已結束, 結束, 通過,
            已通過, 已解決, 已關閉, 對
        doing: 进行中, 正在进行, 已开始, 开始, 学习中, 在学, 正在学习, 处理中, 部分完成, 部分,
            複習中, 复习中, 阅读中, 進行中, 正在進行, 已開始, 開始, 學習中, 在學, 正在學習,
            處理中, 審核中, 审核中, 實作中
        skipped: 跳过, 已跳过, 已取消, 取消, 放弃, 已放弃, 不适用, 不需要, 跳過, 已跳過,
            放棄, 已放棄, 不適用, 忽略, 已忽略, 已拒绝, 已拒絕
        todo: 未开始, 尚未开始, 没开始, 未完成, 否, 未, 假, 待办, 待辦, 待处理, 待處理,
            待学习, 待學習, 未学习, 未學習, 计划中, 計劃中, 未開始, 尚未開始, 待开始, 待開始,
            新建, 待完成, 没完成, 没有, 錯, 错, 计划, 計畫中, 待做, 未学, 未學, 新建立
    """,
    "ko": """
        done: 완료, 완료됨, 완료함, 끝, 끝남, 다함, 학습 완료, 예, 네, 참, 해결됨, 종료,
            통과, 읽음, 해결
        doing: 진행 중, 진행중, 작업 중, 작업중, 하는 중, 시작함, 시작됨, 학습 중, 학습중,
            검토 중, 일부, 진행
        skipped: 건너뜀, 취소, 취소됨, 해당 없음, 제외, 생략, 거절
        todo: 시작 전, 시작전, 시작 안 함, 시작하지 않음, 할 일, 할일, 예정, 대기, 대기 중, 미완료, 아니요, 아니오,
            거짓, 미시작, 신규, 계획됨
    """,
    "ar": """
        done: صحيح, تم, مكتمل, مكتملة, منجز, منجزة, منتهي, انتهى, نعم, تم الإنجاز, اكتمل, مغلق
        doing: قيد التنفيذ, قيد التقدم, جارٍ, جاري, قيد العمل, بدأ, جاري العمل, جزئيا
        skipped: ملغى, ملغاة, تم الإلغاء, تم التخطي, متروك, تخطي, مرفوض
        todo: خطأ, لا, لم يبدأ, لم تبدأ, لم يبدأ بعد, للتنفيذ, قائمة المهام, مخطط, جديد, معلق, غير مكتمل
    """,
    "he": """
        done: true, אמת, הושלם, הושלמה, בוצע, נעשה, סיום, הסתיים, כן, גמור, נלמד, נפתר, סגור
        doing: בתהליך, בביצוע, בעבודה, התחיל, פעיל, חלקי
        skipped: דולג, בוטל, לא רלוונטי
        todo: שקר, לא, לא התחיל, לא התחילה, טרם התחיל, לביצוע, מתוכנן, חדש, פתוח, ממתין, לא הושלם
    """,
    "hi": """
        done: सत्य, पूर्ण, पूरा, पूरा हुआ, हो गया, समाप्त, हाँ, हां, सीख लिया
        doing: प्रगति में, प्रगति पर, जारी, चालू, शुरू, सीख रहा हूँ
        skipped: छोड़ा, छोड़ दिया, रद्द
        todo: असत्य, नहीं, शुरू नहीं हुआ, शुरू नहीं किया, करना है, बाकी, लंबित, नया, अपूर्ण
    """,
    "id": """
        done: benar, selesai, sudah, sudah selesai, tuntas, ya, lulus, ditutup
        doing: sedang berlangsung, sedang dikerjakan, dalam proses, berlangsung, sedang berjalan, dimulai, sebagian
        skipped: dilewati, dibatalkan, batal, tidak berlaku, ditolak
        todo: salah, tidak, belum, belum dimulai, belum mulai, akan dikerjakan, tugas, direncanakan, baru, menunggu,
            tertunda
    """,
    "vi": """
        done: đúng, hoàn thành, đã hoàn thành, xong, đã xong, hoàn tất, có, đã học, đã được giải quyết, đã đóng
        doing: đang thực hiện, đang tiến hành, đang làm, đang học, đã bắt đầu, đang xử lý
        skipped: bỏ qua, đã hủy, hủy, không áp dụng, từ chối
        todo: sai, không, chưa bắt đầu, chưa, chưa xong, chưa hoàn thành, cần làm, việc cần làm, mới, đang chờ,
            dự kiến
    """,
    "th": """
        done: จริง, เสร็จสิ้น, เสร็จแล้ว, เสร็จ, เสร็จสมบูรณ์, ใช่, ทำแล้ว, จบ
        doing: กำลังดำเนินการ, กำลังทำ, อยู่ระหว่างดำเนินการ, เริ่มแล้ว, กำลังเรียน
        skipped: ข้าม, ยกเลิก, ยกเลิกแล้ว
        todo: เท็จ, ไม่, ไม่ใช่, ยังไม่เริ่ม, ยังไม่ได้เริ่ม, ยังไม่เสร็จ, สิ่งที่ต้องทำ, ต้องทำ, รอดำเนินการ, ใหม่
    """,
}
"""The words by language, under the names of the four marks."""

HELD = """
    blocked, on hold, hold, onhold, paused, pause, waiting, waiting on someone else, waiting for, stuck, deferred,
    postponed, delayed, suspended, parked, blockiert, pausiert, zurückgestellt, wartet, bloqué, bloquée, en pause,
    bloqueado, bloqueada, en pausa, em espera, in pausa, bloccato, geblokkeerd, on-hold, заблокировано, на паузе,
    приостановлено, отложено, 保留, 保留中, 一時停止, 阻塞, 搁置, 擱置, 暂停, 暫停, 보류, 차단됨
"""
"""Words that say that something stands still, and not how far it is: to do, and always shown to the user."""

SIGNS = """
    done: ✅ ☑ ✔ ✓ √ ☒ 🗸 🟢 💚 🎉 🏁 👍 🏆 💯 ⚫ ■ ● 🆗 🟩 〇
    doing: 🚧 ⏳ ⌛ 🟡 🔄 🔁 🟠 💛 ▶ ⏯ 🏃 📖 ◐ ◑ ◒ ◓ 🔵 🟦 🟨 🔨 ⚙ 🌗 👀 ✍ 🧠 🔃 ⏩
    skipped: ⏭ 🚫 ⛔ 🗑 ⊘
    todo: ☐ ⬜ 🔲 ❌ ✗ ✘ ✖ 🔴 ⚪ ◻ □ ○ ◯ ⭕ 🟥 🆕 📝 📌 📅 💤 🔜 ❎ ❗ ⬛ ▢ 🤍 ⏸ ✕ × 🌑
"""
"""Signs of the four marks."""

BULLETS = """
    ✅ ☑ ✔ ✓ √ ☒ 🟢 🟩 🔄 ⏳ ⌛ 🚧 🟡 🟠 🟨 🔵 ◐ ⏭ 🚫 ⛔ ☐ ⬜ 🔲 ❌ ✗ ✘ ✖ 🔴 ⚪ ◻ □ ○ ◯ ⭕ 🟥 ❎ ▢
"""
"""Those of them that are a mark in front of the text of a line; the others are there as pictures too."""

SHORTCODES = """
    white_check_mark ✅, heavy_check_mark ✔️, ballot_box_with_check ☑️, x ❌, negative_squared_cross_mark ❎,
    heavy_multiplication_x ✖️, white_large_square ⬜, white_medium_square ◻️, black_square_button 🔲, construction 🚧,
    hourglass ⌛, hourglass_flowing_sand ⏳, red_circle 🔴, yellow_circle 🟡, orange_circle 🟠, green_circle 🟢,
    large_blue_circle 🔵, blue_circle 🔵, white_circle ⚪, green_square 🟩, large_green_square 🟩, yellow_square 🟨,
    large_yellow_square 🟨, red_square 🟥, large_red_square 🟥, arrows_counterclockwise 🔄, no_entry_sign 🚫,
    no_entry ⛔, next_track_button ⏭️, o ⭕
"""
"""Names that stand for some of the signs between colons, on GitHub, GitLab and Slack."""
