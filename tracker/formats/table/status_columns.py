"""What columns of states are called in many languages, and what stands in those that ask; separated by commas."""

from __future__ import annotations

HEADERS = """
    status, state, done, completed, complete, finished, progress, mark, checked, check, read, tick, ticked, solved,
    completion, completion status, is done, is completed, learned, learnt, mastered, my status, my progress, stage,
    learning status, task status, current status, status state, done yet, finished yet, passed, watched, checkbox,
    progress status, mastery, proficiency status, isdone, iscompleted, percent complete, percent done, percentage,
    erledigt, fertig, fortschritt, zustand, bearbeitungsstatus, abgeschlossen, gelernt, stand, fait, statut, état,
    avancement, terminé, progrès, progression, estado, completado, hecho, progreso, terminado, completada, avance,
    listo, concluído, feito, situação, progresso, andamento, pronto, stato, fatto, completato, avanzamento,
    progressi, finito, voltooid, klaar, gedaan, voortgang, toestand, gereed, färdig, klar, framsteg, tillstånd,
    færdig, fremskridt, ferdig, framdrift, fullført, tila, valmis, edistyminen, gotowe, ukończone, zrobione, postęp,
    stan, stav, hotovo, průběh, állapot, kész, státusz, stare, stadiu, progres, durum, tamamlandı, ilerleme, bitti,
    статус, состояние, готово, сделано, выполнено, прогресс, завершено, стан, виконано, прогрес, κατάσταση, πρόοδος,
    ολοκληρώθηκε, 状态, 狀態, 完成, 完成度, 进度, 進度, 完成情况, 完成情況, 学习状态, 是否完成, 已完成, 掌握程度,
    ステータス, 状態, 進捗, 進捗状況, 完了, 済, 達成度, 状況, 상태, 진행 상황, 진행 상태, 완료, 진행률, 진척도,
    الحالة, حالة, التقدم, مكتمل, סטטוס, מצב, הושלם, התקדמות, स्थिति, प्रगति, पूर्ण, selesai, kemajuan, trạng thái,
    tiến độ, hoàn thành, tình trạng, สถานะ, ความคืบหน้า
"""
"""Names of columns of states."""

ANSWERS = """
    true, false, yes, no, y, n, x, 1, 0, wahr, falsch, ja, nein, vrai, faux, oui, non, verdadero, falso, sí,
    verdadeiro, sim, não, vero, waar, onwaar, nee, sant, falskt, nej, sand, falsk, sann, usann, nei, tosi, epätosi,
    kyllä, ei, prawda, fałsz, tak, nie, pravda, nepravda, ano, áno, ne, igaz, hamis, igen, nem, adevărat, fals, da,
    nu, doğru, yanlış, evet, hayır, истина, ложь, да, нет, істина, хибність, так, ні, αληθεσ, ψευδεσ, ναι, όχι,
    はい, いいえ, 是, 否, 예, 아니요, نعم, لا, כן, לא, हाँ, नहीं, ya, tidak, có, không, ใช่, ไม่
"""
"""What stands below the name of a column that asks: yes and no, and the logical values of spreadsheets."""
