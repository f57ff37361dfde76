"""What `reviewer-audit` says, in Chinese. It stands here and not in resources/ because this package builds alone."""

from typing import Final

from .report import Code

PROBLEMS: Final = {
    Code.FILE_MISSING: "缺少文件",
    Code.FILE_UNREADABLE: "文件无法读取",
    Code.KEYS_REFUSED: "公钥文件无效",
    Code.ENTRY_REFUSED: "日志条目不是规定的格式",
    Code.HISTORY_REFUSED: "日志前后不连贯",
    Code.LOG_CUT_SHORT: "日志文件末行不完整（被截断）",
    Code.CHECKPOINT_REFUSED: "检查点无效",
    Code.CHECKPOINT_BEYOND: "日志比检查点记载的短（尾部条目被删）",
    Code.CHECKPOINT_CONTRADICTED: "日志与检查点不符（此前的条目被改动）",
    Code.ANCHOR_REFUSED: "外部存证无效",
    Code.ANCHOR_BEYOND: "日志比外部存证记载的短（尾部条目被删）",
    Code.ANCHOR_CONTRADICTED: "日志与外部存证不符（此前的条目被改动，或整本日志被换）",
    Code.PERSON_KEY_NOT_LOGGED: "人员公钥没有登记在日志中",
    Code.SIGNATURE_ABSENT: "签批条目没有对应的电子签名",
    Code.SIGNOFF_REUSED: "同一份电子签名被用于两个签批条目",
    Code.SIGNOFF_REFUSED: "签批文件无效或签名不符",
    Code.SIGNOFF_NOT_LOGGED: "签批文件没有登记在日志中",
    Code.SIGNOFF_NOT_THE_ACTOR: "签名人与日志记载的签批人不是同一人",
    Code.SIGNOFF_OTHER_ITEM: "签批文件与日志记载的送审稿不是同一件",
    Code.SIGNOFF_MISSING: "缺少日志记载的签批文件",
    Code.RECEIPT_REFUSED: "回执无效",
    Code.RECEIPT_CONTRADICTED: "日志与回执不符（出具回执后日志被改动）",
    Code.COSIGNATURE_MISSING: "缺少日志记载的检查点联署",
    Code.COSIGNATURE_NOT_THE_ACTOR: "联署的公钥不是日志记载的联署人的公钥",
    Code.TIMESTAMP_MISSING: "缺少日志记载的时间戳",
    Code.TIMESTAMP_NOT_LOGGED: "时间戳没有登记在日志中",
    Code.TIMESTAMP_REFUSED: "时间戳无效",
    Code.PACKAGE_CHANGED: "公开稿文件与其指纹不符（被改动）",
    Code.PACKAGE_UNSIGNED: "公开稿文件没有任何有效签批",
}

USAGE: Final = "离线核验政务公开审查台的留痕日志。不联网，不改动任何文件。"
VERIFY: Final = "核验导出的文件夹"
RECEIPT: Final = "核验一份回执"
FOLDER: Final = "导出的文件夹"
ANCHOR: Final = "另行保存的检查点文件（可多次给出）"
SHORT_CODE: Final = "纸质表单上印的检查点短码（可多次给出）"
LOG_KEY: Final = "另行保存的本机公钥；给出后只认这把公钥"
WITNESS_KEY: Final = "可信见证人（如监督检查员）的公钥（可多次给出）"
JSON: Final = "输出 JSON"
RECEIPT_FILE: Final = "回执文件（.tlog-proof）"
RECEIPT_KEY: Final = "本机公钥"
BAD_KEY: Final = "公钥格式不对"

GOOD: Final = "核验通过。"
BAD: Final = "核验没有通过：{count} 处问题。"
FURTHER: Final = "……另有 {count} 处未列出。"
PROBLEM: Final = "  × {what}：{where}{detail}"
DETAIL: Final = "（{detail}）"
COUNTS: Final = (
    "日志 {entries} 条；检查点 {checkpoints} 个，签批 {signoffs} 份，回执 {receipts} 份，公开稿文件 {packages} 个。"
)
CODE_NOW: Final = "日志当前短码：{code}"
ANCHORED: Final = "第 1 至 {size} 条：与本机之外保存的存证一致，此后不可能被悄悄改动。"
ANCHORED_NONE: Final = "没有任何条目得到本机之外的存证印证。请用 --anchor 或 --code 给出另行保存的检查点。"
SIGNED: Final = "第 {first} 至 {last} 条：只有本机密钥的检查点印证；持有本机密钥的人仍可能重写这一段。"
UNSIGNED: Final = "第 {first} 至 {last} 条：尚无检查点印证。"
CHANGED: Final = "日志最早的改动在第 {first} 至 {last} 条之间（其前的检查点仍相符）。"
CHANGED_FROM_START: Final = "日志最早的改动在第 1 至 {last} 条之间。"
ON_PAPER: Final = "没有电子签批、须凭纸质签批人工核对的公开稿文件："
ON_PAPER_FILE: Final = "  · {where}（指纹与日志第 {number} 条纸质签批所载一致）"
ON_PAPER_BARE: Final = "  · {where}（日志没有记载其指纹）"
RECEIPT_GOOD: Final = "回执有效：日志“{origin}”前 {size} 条之内的第 {number} 条如下。\n{leaf}"
RECEIPT_BAD: Final = "回执无效：{detail}"
COSIGNED: Final = "第 1 至 {size} 条：{witness} 于 {time} 联署（{trust}）。"
COSIGNED_TRUSTED: Final = "公钥由您给出，作为本机之外的存证"
COSIGNED_UNKNOWN: Final = "没有用 --witness-key 给出其公钥，不作为本机之外的存证"
STAMPED: Final = (
    "第 1 至 {size} 条：有时间戳 {where}，已登记在日志中。其签名和时间请用 openssl 核验：\n"
    "    openssl ts -verify -in {where} -digest {digest} -CAfile 时间戳服务的根证书.pem"
)
UNREADABLE: Final = "无法读取 {name}"
