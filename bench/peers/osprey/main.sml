# SPDX-License-Identifier: Apache-2.0
# Ten rules over the metadata of one exchange. The engine keeps nothing from one action to the next, so no
# rule here can count; that takes a service beside it.

Account: Entity[str] = EntityJson(type='Account', path='$.account')
Address: Entity[str] = EntityJson(type='Address', path='$.ip')
Network: Entity[str] = EntityJson(type='Network', path='$.ip24')
Prompt: Entity[str] = EntityJson(type='Prompt', path='$.prompt_hash')
Model: str = JsonData(path='$.model')
Ip: str = JsonData(path='$.ip')
Hash: str = JsonData(path='$.prompt_hash')
Tokens: int = JsonData(path='$.tokens')
ModelLength = StringLength(s=Model)
LargeModel = RegexMatch(target=Model, pattern='large')
FromCloud = RegexMatch(target=Ip, pattern='^(18|34|35|52|54)[.]')
KnownModel = Model in ['aurora-4-large', 'aurora-4-small', 'aurora-4-code', 'aurora-4-vision', 'aurora-5-large']

LongExchange = Rule(when_all=[Tokens > 4000], description='long')
VeryLongExchange = Rule(when_all=[Tokens > 16000], description='very long')
EmptyExchange = Rule(when_all=[Tokens == 0], description='empty')
LargeFromCloud = Rule(when_all=[LargeModel, FromCloud], description='large model from a cloud')
LongFromCloud = Rule(when_all=[Tokens > 2000, FromCloud], description='long from a cloud')
UnknownModel = Rule(when_all=[not KnownModel], description='unknown model')
LongModelName = Rule(when_all=[ModelLength > 40], description='long model name')
NoPrompt = Rule(when_all=[Hash == ''], description='no prompt')
LargeAndLong = Rule(when_all=[LargeModel, Tokens > 8000], description='large and long')
ShortFromCloud = Rule(when_all=[FromCloud, Tokens < 50], description='short from a cloud')

WhenRules(
  rules_any=[LargeFromCloud, LongFromCloud, LargeAndLong],
  then=[LabelAdd(entity=Account, label='watched')],
)
WhenRules(
  rules_any=[VeryLongExchange, EmptyExchange, UnknownModel, LongModelName, NoPrompt],
  then=[DeclareVerdict(verdict='review')],
)
