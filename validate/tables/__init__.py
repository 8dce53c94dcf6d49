"""Tables: what tables and forms promise of their own figures and of each other.

- any table: `sheet` reads a grid for the rules; `sums` declares the sums, `columns`, `rows` and
  `lists` find what is the sum of what by headers, codes and 其中; `formulas` and `nested` find it
  by the figures alone, over a `field` of whole numbers, and `laws` what is a product, a quotient,
  a rate of growth or a share of what (`tried` tries them); `equation` tries a sum out; `ratios`
  and `rolls` are columns of rates and of stocks carried forward;
- official forms: a `profile` says as data what they promise (`profiles`, `profile_text`,
  `profile_source`, `profile_marking`); `forms` knows them, `presence`, `detail`, `identities` and
  `cells` hold them to it;
- forms that mark performance: `marking` declares the rules, `marks`, `levels`, `form_parts` and
  `relaid` read them, `targets` and `part_targets` say what an indicator earns, `graded` its grade,
  `indicators` and `worded` recompute the ratios that are told in words;
- a form's money: `funds`, `paired`, `listed_funds` and `retold_funds`; `told_totals` holds a list
  of funds to the notice that it is annexed to.
"""
