-- Makes the plain text of pandoc comparable: tables as their cells (the writer
-- prints "[TABLE]" for some), the title and authors that it moves to the
-- metadata, notes without their marks, no descriptions of images.

function Image() return {} end

function Note(note)
  local out = pandoc.utils.blocks_to_inlines(note.content)
  out:insert(1, pandoc.Space())
  out:insert(pandoc.Space())
  return out
end

local function cells(rows, out)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells or row[2]) do
      for _, block in ipairs(cell.contents or cell[5]) do out:insert(block) end
    end
  end
end

function Table(table)
  local out = pandoc.List()
  if table.caption.long then out:extend(table.caption.long) end
  cells(table.head.rows or table.head[2], out)
  for _, body in ipairs(table.bodies) do
    cells(body.head, out)
    cells(body.body, out)
  end
  cells(table.foot.rows or table.foot[2], out)
  return out
end

local function flatten(value, out)
  local kind = pandoc.utils.type and pandoc.utils.type(value) or value.t
  if kind == 'Inlines' or kind == 'MetaInlines' then
    out:insert(pandoc.Para(value))
  elseif kind == 'Blocks' or kind == 'MetaBlocks' then
    out:extend(value)
  elseif kind == 'List' or kind == 'MetaList' then
    for _, item in ipairs(value) do flatten(item, out) end
  end
end

function Pandoc(doc)
  local out = pandoc.List()
  for _, value in pairs(doc.meta) do flatten(value, out) end
  out:extend(doc.blocks)
  return pandoc.Pandoc(out)
end
